package io.tributary.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/// How connections let the server plan.
@ModuleTest
class PlansTests {
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  @BeforeEach
  void queueThatWasVacuumedWhileItWasEmpty() {
    asOwner("CREATE TABLE kernel.test_queue (due integer, work text)");
    asOwner("CREATE INDEX test_queue_due ON kernel.test_queue (due)");
    asOwner("GRANT SELECT, DELETE ON kernel.test_queue TO tributary_worker");
    asOwner("VACUUM ANALYZE kernel.test_queue");
  }

  @AfterEach
  void drop() {
    asOwner("DROP TABLE kernel.test_queue");
  }

  @Test
  void what_a_worker_takes_from_an_empty_queue_is_looked_for_by_its_index() {
    var plan =
        explained(
            """
            DELETE FROM kernel.test_queue
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM kernel.test_queue WHERE due <= 7 ORDER BY due LIMIT 1))
            """);

    assertThat(plan)
        .contains("Index Scan using test_queue_due", "Tid Scan on test_queue")
        .doesNotContain("Seq Scan");
  }

  @Test
  void a_worker_fills_only_a_short_list_before_a_gin_index_takes_it_in() {
    var limit =
        transactions
            .asWorker(db.sql("SHOW gin_pending_list_limit").mapValue(String.class).one())
            .block();

    assertThat(limit).isEqualTo("128kB");
  }

  private String explained(String statement) {
    return transactions
        .asWorker(db.sql("EXPLAIN " + statement).mapValue(String.class).all().collectList())
        .map(lines -> String.join("\n", lines))
        .block();
  }

  private static void asOwner(String statement) {
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
