package io.tributary.workspaces.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/// How the database answers the two statements of a lease.
@ModuleTest
class QuotaPlanTests {
  private static final int WORKSPACES = 10_000;

  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  @BeforeEach
  void many_workspaces_with_quotas() {
    transactions
        .asWorker(
            run("INSERT INTO workspaces.workspace SELECT gen_random_uuid(), 'Planned', 'UTC', now()"
                    + " FROM generate_series(1, "
                    + WORKSPACES
                    + ")")
                .then(
                    run(
                        "INSERT INTO workspaces.quota SELECT workspace_id, 'executions', 5, 'DAY',"
                            + " now() FROM workspaces.workspace WHERE name = 'Planned' ON CONFLICT"
                            + " DO NOTHING"))
                .then(
                    run(
                        "INSERT INTO workspaces.quota_usage SELECT workspace_id, 'executions',"
                            + " 'DAY', '2026-11-21', 5 FROM workspaces.workspace WHERE name ="
                            + " 'Planned' ON CONFLICT DO NOTHING")))
        .block();
  }

  @Test
  void a_lease_looks_up_its_own_counters_alone() {
    assertThat(plan(bind(db.sql("EXPLAIN " + R2dbcQuotaStore.LOCK))))
        .contains("quota_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(bind(db.sql("EXPLAIN " + R2dbcQuotaStore.WRITE)).bind("used", new Long[] {1L})))
        .contains("quota_usage_pkey")
        .doesNotContain("Seq Scan");
  }

  private Mono<Void> run(String sql) {
    return db.sql(sql).then();
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec statement) {
    return statement
        .bind("workspaces", new UUID[] {UUID.randomUUID()})
        .bind("keys", new String[] {"executions"})
        .bind("periods", new String[] {"DAY"})
        .bind("starts", new LocalDate[] {LocalDate.parse("2026-11-21")});
  }

  private String plan(GenericExecuteSpec explain) {
    return transactions
        .asWorker(explain.mapValue(String.class).all().collectList())
        .map(lines -> String.join("\n", lines))
        .block();
  }
}
