package io.tributary.workflows.application.definitions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.SearchDefinitions;
import io.tributary.workflows.application.port.out.DefinitionRows;
import io.tributary.workflows.application.port.out.DefinitionRows.EdgeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.EdgeRow;
import io.tributary.workflows.application.port.out.DefinitionRows.NodeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.NodeRow;
import io.tributary.workflows.application.port.out.DefinitionRows.Position;
import io.tributary.workflows.domain.definitions.DefinitionShape;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class SearchDefinitionsService implements SearchDefinitions {
  private static final String SEPARATOR = "|";

  private final DefinitionRows rows;
  private final Transactions transactions;
  private final Cursors cursors;
  private final JsonText json;

  SearchDefinitionsService(
      DefinitionRows rows, Transactions transactions, Cursors cursors, JsonText json) {
    this.rows = rows;
    this.transactions = transactions;
    this.cursors = cursors;
    this.json = json;
  }

  @Override
  public Mono<Page<NodeRow>> nodes(WorkspaceId workspace, NodeFilter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          storable(filter.config(), "?config");
          storable(filter.type(), "?type");
          var scope = "workflow-nodes|" + workspace + SEPARATOR + json.write(filter);
          var after = positionOf(scope, page.cursor());
          return search(
                  workspace,
                  filter.config() != null,
                  rows.nodes(workspace, filter, after, page.rows()))
              .map(
                  found ->
                      Page.of(
                          found,
                          page.limit(),
                          last -> cursor(scope, last.workflowId(), last.version(), last.nodeId())));
        });
  }

  @Override
  public Mono<Page<EdgeRow>> edges(WorkspaceId workspace, EdgeFilter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          storable(filter.condition(), "?condition");
          var scope = "workflow-edges|" + workspace + SEPARATOR + json.write(filter);
          var after = positionOf(scope, page.cursor());
          return search(
                  workspace,
                  filter.condition() != null,
                  rows.edges(workspace, filter, after, page.rows()))
              .map(
                  found ->
                      Page.of(
                          found,
                          page.limit(),
                          last -> cursor(scope, last.workflowId(), last.version(), last.edgeId())));
        });
  }

  /// Row-level security lets no operator but a leak-proof one choose rows, and jsonb's containment
  /// is none: its index would not be used. As a worker the statement's own workspace is what
  /// limits it.
  private <T> Mono<T> search(WorkspaceId workspace, boolean byContent, Mono<T> statement) {
    return byContent
        ? transactions.asWorker(statement)
        : transactions.inWorkspace(workspace, statement);
  }

  private static void storable(@Nullable Object value, String parameter) {
    var faults = new Faults();
    DefinitionShape.checkStorable(value, faults);
    if (!faults.isEmpty()) {
      throw InvalidInput.of(parameter, "not-storable", "no definition can hold this");
    }
  }

  private @Nullable Position positionOf(String scope, @Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    // an id may hold any character, also the one that parts the cursor
    var parts = String.join("\u001f", cursors.decode(scope, cursor)).split("\\|", 3);
    return new Position(UUID.fromString(parts[0]), Integer.parseInt(parts[1]), parts[2]);
  }

  private String cursor(String scope, UUID workflow, int version, String part) {
    return cursors.encode(
        scope, List.of(String.join(SEPARATOR, workflow.toString(), "" + version, part)));
  }
}
