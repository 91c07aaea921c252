package io.tributary.operations.adapter.out.persistence;

import io.tributary.operations.application.port.in.ListPartitions.Partition;
import io.tributary.operations.application.port.out.PartitionCatalogue;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The catalogues are open to every role; that of the system's own tables is left out.
@Component
class CataloguedPartitions implements PartitionCatalogue {
  private final DatabaseClient db;

  CataloguedPartitions(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<List<Partition>> list() {
    return db.sql(
            """
            SELECT parent_of.nspname || '.' || parent.relname AS "table",
                   part_of.nspname || '.' || part.relname AS name,
                   substring(bounds.text FROM 'FROM \\(''([0-9a-f-]{36})''\\)')::uuid AS "from",
                   substring(bounds.text FROM 'TO \\(''([0-9a-f-]{36})''\\)')::uuid AS "to",
                   CASE WHEN part.reltuples >= 0 THEN part.reltuples::bigint END AS rows,
                   pg_total_relation_size(part.oid) AS bytes
            FROM pg_partitioned_table partitioned
            JOIN pg_class parent ON parent.oid = partitioned.partrelid
            JOIN pg_namespace parent_of ON parent_of.oid = parent.relnamespace
            JOIN pg_inherits inherited ON inherited.inhparent = parent.oid
            JOIN pg_class part ON part.oid = inherited.inhrelid
            JOIN pg_namespace part_of ON part_of.oid = part.relnamespace
            CROSS JOIN LATERAL (SELECT pg_get_expr(part.relpartbound, part.oid) AS text) AS bounds
            ORDER BY 1, 3 NULLS LAST, 2
            """)
        .mapProperties(Partition.class)
        .all()
        .collectList();
  }
}
