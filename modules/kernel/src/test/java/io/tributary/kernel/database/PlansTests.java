package io.tributary.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/// How connections let the server plan.
@ModuleTest
class PlansTests {
  private static final String TAKE =
      """
      EXPLAIN DELETE FROM kernel.test_queue
      WHERE ctid = ANY (ARRAY(SELECT ctid FROM kernel.test_queue WHERE due <= 7 ORDER BY due LIMIT 1))
      """;

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
    var misled = asOwner(TAKE);
    var plan =
        transactions
            .asWorker(db.sql(TAKE).mapValue(String.class).all().collectList())
            .map(lines -> String.join("\n", lines))
            .block();

    // or the table would not be as empty as it must be to mislead
    assertThat(misled).contains("Seq Scan on test_queue");
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

  /// @return the lines of its answer, if it gives one
  private static String asOwner(String statement) {
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var jdbc = connection.createStatement()) {
      var lines = new ArrayList<String>();
      if (jdbc.execute(statement)) {
        var rows = jdbc.getResultSet();
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      return String.join("\n", lines);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
