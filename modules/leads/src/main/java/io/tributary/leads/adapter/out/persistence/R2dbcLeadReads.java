package io.tributary.leads.adapter.out.persistence;

import io.tributary.kernel.transactions.ScopedSelect;
import io.tributary.leads.LeadRef;
import io.tributary.leads.application.port.in.ReadLeads.StoredLead;
import io.tributary.leads.application.port.out.LeadReads;
import io.tributary.leads.domain.Lead;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcLeadReads implements LeadReads {
  private static final String LIST =
      "SELECT "
          + StoredLeadRows.COLUMNS
          + " FROM leads.lead l WHERE l.workspace_id = scope.workspace_id AND l.deleted_at IS NULL";
  private static final String OF_STAGE = " AND l.stage = :stage";
  private static final String OF_OWNER = " AND l.owner_id = :owner";
  private static final String AFTER = " AND (l.created_at, l.id) < (:createdAt, :id)";
  private static final String NEWEST_FIRST = " ORDER BY l.created_at DESC, l.id DESC LIMIT :rows";

  static final String FIND =
      ScopedSelect.of(
          "SELECT "
              + StoredLeadRows.COLUMNS
              + """
              FROM leads.lead l WHERE l.workspace_id = scope.workspace_id
                AND l.id = ANY (:ids) AND l.deleted_at IS NULL
              """);

  private final DatabaseClient db;
  private final LeadRows rows;

  R2dbcLeadReads(DatabaseClient db, LeadRows rows) {
    this.db = db;
    this.rows = rows;
  }

  @Override
  public Mono<List<StoredLead>> list(
      UUID workspaceId, Selection selection, @Nullable Position after, int limit) {
    var stage = selection.stage();
    var owner = selection.ownerId();
    var statement =
        db.sql(listStatement(stage != null, owner != null, after != null))
            .bind("workspace", workspaceId)
            .bind("rows", limit);
    if (stage != null) {
      statement = statement.bind("stage", stage);
    }
    if (owner != null) {
      statement = statement.bind("owner", owner);
    }
    if (after != null) {
      statement =
          statement.bind("createdAt", Columns.time(after.createdAt())).bind("id", after.id());
    }
    return statement.map(StoredLeadRows::lead).all().collectList();
  }

  /// Put together from the constants above: a statement of its own for each way to list, so that
  /// each has the plan that fits.
  static String listStatement(boolean ofStage, boolean ofOwner, boolean after) {
    return ScopedSelect.of(
        LIST
            + (ofStage ? OF_STAGE : "")
            + (ofOwner ? OF_OWNER : "")
            + (after ? AFTER : "")
            + NEWEST_FIRST);
  }

  @Override
  public Mono<Map<UUID, StoredLead>> find(UUID workspaceId, List<UUID> leadIds) {
    return db.sql(FIND)
        .bind("workspace", workspaceId)
        .bind("ids", leadIds.toArray(UUID[]::new))
        .map(StoredLeadRows::lead)
        .all()
        .collectMap(StoredLead::id);
  }

  @Override
  public Mono<List<Lead>> find(List<LeadRef> refs) {
    return db.sql(
            "SELECT "
                + LeadRows.COLUMNS
                + """
                FROM unnest(:workspaces, :ids) AS wanted (workspace_id, id)
                JOIN leads.lead l USING (workspace_id, id)
                WHERE l.deleted_at IS NULL
                """)
        .bind("workspaces", Columns.uuids(refs, LeadRef::workspaceId))
        .bind("ids", Columns.uuids(refs, LeadRef::leadId))
        .map(rows::lead)
        .all()
        .collectList();
  }
}
