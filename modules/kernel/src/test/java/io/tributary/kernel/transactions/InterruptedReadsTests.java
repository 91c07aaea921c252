package io.tributary.kernel.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.tributary.kernel.WorkspaceId;
import io.tributary.testsupport.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.RowsFetchSpec;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/// Reads of many times what Reactor and the driver buffer that do not come to their end: whoever
/// breaks them off, and wherever, both connections of the pool are the same afterwards and work.
class InterruptedReadsTests {
  private static final int ROUNDS = 10;
  private static final int ROWS = 20 * Queues.SMALL_BUFFER_SIZE;
  private static final int HALF = ROWS / 2;
  private static final int MOMENTS = 100;
  private static final Duration EARLIEST = Duration.ofNanos(50_000);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ConnectionPool pool =
      new ConnectionPool(
          ConnectionPoolConfiguration.builder(
                  ConnectionFactories.get("r2dbc:" + TestDatabase.url()))
              .initialSize(2)
              .maxSize(2)
              .build());
  private final DatabaseClient db = DatabaseClient.create(pool);
  private final Transactions transactions =
      new ScopedTransactions(
          TransactionalOperator.create(new R2dbcTransactionManager(pool)),
          new Bulkhead(2 * MOMENTS),
          new Bulkhead(2 * MOMENTS),
          new Bulkhead(2 * MOMENTS),
          PATIENCE);
  private List<Integer> backends = List.of();

  @BeforeEach
  void knowTheConnections() {
    backends = backends();
  }

  @AfterEach
  void close() {
    pool.dispose();
  }

  @FunctionalInterface
  interface Work {
    Mono<?> of(InterruptedReadsTests test);
  }

  static Stream<Arguments> work() {
    return Stream.of(
        named("the first row is enough", test -> test.rows().first()),
        named("one row was expected", test -> test.rows().one()),
        named("the next row is enough", test -> test.rows().all().next()),
        named("half of the rows are enough", test -> test.rows().all().take(HALF, false).then()),
        named("half of the rows are asked for", test -> test.rows().all().take(HALF, true).then()),
        named("a row cannot be mapped", test -> test.rowsUnmappable().all().then()),
        named("a row is refused", test -> test.rows().all().doOnNext(failAtHalf()).then()),
        named("work for a row fails", test -> test.rows().all().concatMap(failLate()).then()),
        named("work for rows at once fails", test -> test.rows().all().flatMap(failLate()).then()),
        named("something beside fails", InterruptedReadsTests::besideFailure),
        named("the server fails", test -> test.rowsFailingInTheServer().all().then()));
  }

  private static Arguments named(String how, Work work) {
    return Arguments.of(how, work);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("work")
  void a_read_broken_off_inside_its_transaction_leaves_its_connection_working(
      String how, Work work) {
    Flux.range(0, ROUNDS)
        .flatMap(i -> Flux.just(asTenant(work.of(this)), transactions.asWorker(work.of(this))))
        .flatMap(transaction -> transaction.onErrorComplete())
        .blockLast(PATIENCE);

    assertHealthy();
  }

  @Test
  void a_read_whose_caller_goes_away_at_any_moment_leaves_its_connection_working() {
    Flux.range(0, MOMENTS)
        .concatMap(i -> asTenant(rows().all().then()).take(EARLIEST.multipliedBy(i)))
        .blockLast(PATIENCE);

    assertHealthy();
  }

  private <T> Mono<T> asTenant(Mono<T> work) {
    return transactions.inWorkspace(new WorkspaceId(UUID.randomUUID()), work);
  }

  private RowsFetchSpec<Integer> rows() {
    return statement("SELECT n FROM generate_series(0, %d) AS n".formatted(ROWS));
  }

  private RowsFetchSpec<Integer> rowsFailingInTheServer() {
    return statement("SELECT n / (n - %d) FROM generate_series(0, %d) AS n".formatted(HALF, ROWS));
  }

  private RowsFetchSpec<Integer> statement(String sql) {
    return db.sql(sql).mapValue(Integer.class);
  }

  private RowsFetchSpec<Integer> rowsUnmappable() {
    return db.sql("SELECT n FROM generate_series(0, %d) AS n".formatted(ROWS))
        .map(
            row -> {
              var value = row.get(0, Integer.class);
              failAtHalf().accept(value);
              return value;
            });
  }

  private static Consumer<Integer> failAtHalf() {
    return value -> {
      if (value == HALF) {
        throw new IllegalStateException("half of the rows are read");
      }
    };
  }

  private static Function<Integer, Mono<Integer>> failLate() {
    return value -> Mono.just(value).hide().doOnNext(failAtHalf());
  }

  private static Mono<?> besideFailure(InterruptedReadsTests test) {
    var begun = Sinks.<Integer>one();
    return Mono.zip(
        test.rows().all().doOnNext(begun::tryEmitValue).then(),
        begun.asMono().doOnNext(value -> failAtHalf().accept(HALF)));
  }

  private void assertHealthy() {
    Awaitility.await()
        .untilAsserted(() -> assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero());
    assertThat(backends()).isEqualTo(backends);
    assertThat(
            Flux.range(0, 10)
                .flatMap(i -> asTenant(rows().all().count()))
                .collectList()
                .block(PATIENCE))
        .hasSize(10)
        .containsOnly(ROWS + 1L);
  }

  /// The server processes behind the connections: a transaction keeps its own while the other
  /// looks.
  private List<Integer> backends() {
    return transactions
        .asWorker(pid().flatMap(one -> asideOf(pid()).map(other -> Stream.of(one, other))))
        .map(both -> both.sorted().toList())
        .block(PATIENCE);
  }

  private Mono<Integer> pid() {
    return statement("SELECT pg_backend_pid()").one();
  }

  /// In a transaction of its own, although called inside one.
  private <T> Mono<T> asideOf(Mono<T> work) {
    return Mono.fromFuture(() -> transactions.asWorker(work).toFuture());
  }
}
