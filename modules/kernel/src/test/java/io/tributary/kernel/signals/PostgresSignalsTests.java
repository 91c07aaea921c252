package io.tributary.kernel.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Two nodes over one database.
@ModuleTest
class PostgresSignalsTests {
  @Autowired PostgresqlConnectionFactory connections;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  private final String topic = "test-" + UUID.randomUUID();
  private final List<String> heardHere = new CopyOnWriteArrayList<>();
  private final List<String> heardThere = new CopyOnWriteArrayList<>();
  private final AtomicInteger gapsThere = new AtomicInteger();
  private PostgresSignals here;
  private PostgresSignals there;

  @BeforeEach
  void start() {
    here = new PostgresSignals(connections, db);
    there = new PostgresSignals(connections, db);
    here.subscribe(topic, heardHere::add, () -> {});
    there.subscribe(topic, heardThere::add, gapsThere::incrementAndGet);
    here.start();
    there.start();
    await().until(() -> gapsThere.get() == 1);
  }

  @AfterEach
  void stop() {
    here.stop();
    there.stop();
  }

  @Test
  void a_signal_reaches_the_other_node_and_not_its_own() {
    here.publish(topic, "ü☃ 'quoted'; \\ %s");
    here.publish("other-" + topic, "for others");

    await().untilAsserted(() -> assertThat(heardThere).containsExactly("ü☃ 'quoted'; \\ %s"));
    assertThat(heardHere).isEmpty();
  }

  @Test
  void a_signal_of_a_transaction_is_heard_once_it_is_committed_and_only_then() {
    transactions
        .asWorker(
            here.publishOnCommit(topic, "undone")
                .then(Mono.error(new IllegalArgumentException("rolled back"))))
        .onErrorComplete()
        .block();
    transactions.asWorker(here.publishOnCommit(topic, "ü☃ 'quoted'; \\ %s")).block();

    await().untilAsserted(() -> assertThat(heardThere).containsExactly("ü☃ 'quoted'; \\ %s"));
    assertThat(heardHere).isEmpty();
  }

  @Test
  void equal_signals_that_wait_are_sent_once() {
    for (int i = 0; i < 10_000; i++) {
      here.publish(topic, "same");
    }
    here.publish(topic, "last");

    await().untilAsserted(() -> assertThat(heardThere).contains("same", "last"));
    assertThat(heardThere).hasSizeLessThan(200);
  }

  @Test
  void a_killed_connection_comes_back_and_says_that_something_may_have_been_missed() {
    transactions
        .asWorker(
            db.sql(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE pid <> pg_backend_pid() AND usename = 'tributary_worker' AND query LIKE 'LISTEN%'
                    """)
                .fetch()
                .all()
                .then())
        .block();

    await().atMost(Duration.ofSeconds(15)).until(() -> gapsThere.get() >= 2);
    here.publish(topic, "after");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(heardThere).contains("after"));
  }
}
