package io.tributary.kernel.database;

import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import io.tributary.kernel.database.DatabaseAddress.Credentials;
import io.tributary.kernel.transactions.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {
  private static final Duration MAX_LIFE = Duration.ofMinutes(15);
  private static final Duration MAX_IDLE = Duration.ofMinutes(5);
  private static final Duration MAX_VALIDATION = Duration.ofSeconds(1);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /// Whoever fills the list of a GIN index empties it, within his own statement: 4 MB, the server's
  /// default, stop a batch of executions for 0.2 to 0.4 s.
  private static final String GIN_PENDING_LIST = "128kB";

  /// A queue is empty when it is analyzed and holds thousands of rows a second later: the plan that
  /// suits an empty table reads all of them, and is kept until the next analysis.
  private static final Map<String, String> WORKER_PLANS = Map.of("enable_seqscan", "off");

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  MigrationConnection migrationConnection(DatabaseProperties properties) {
    return new MigrationConnection(properties.address());
  }

  /// Beside the making of the other beans: nobody asks the database before all of them are there.
  @Bean(bootstrap = Bean.Bootstrap.BACKGROUND)
  @DependsOn({"flyway", "springModulithFlywayMigrationStrategy"})
  FlywayMigrationInitializer flywayInitializer(
      Flyway flyway,
      FlywayMigrationStrategy strategy,
      @Qualifier("migrationPool") HikariDataSource migrationPool) {
    return new FlywayMigrationInitializer(
        flyway,
        all -> {
          try (migrationPool) {
            strategy.migrate(all);
          }
        });
  }

  /// Each module's migrations open connections of their own, and each of those pays for its
  /// password.
  @Bean(defaultCandidate = false)
  HikariDataSource migrationPool(MigrationConnection connection) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(connection.getJdbcUrl());
    pool.setUsername(connection.getUsername());
    pool.setPassword(connection.getPassword());
    pool.setMinimumIdle(0);
    pool.setMaximumPoolSize(3);
    return pool;
  }

  @Bean
  FlywayConfigurationCustomizer migrationPoolCustomizer(
      @Qualifier("migrationPool") HikariDataSource migrationPool) {
    return flyway -> flyway.dataSource(migrationPool);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "tributary.database.manage-roles", matchIfMissing = true)
  Callback rolesCallback(DatabaseProperties properties) {
    return new RolesCallback(List.of(properties.app(), properties.worker()));
  }

  /// For connections whose callers wait: on the others' loops batches of listeners compute for
  /// milliseconds.
  @Bean(destroyMethod = "dispose")
  SpreadLoops callerLoops() {
    return new SpreadLoops("db-callers");
  }

  @Bean(destroyMethod = "dispose")
  ConnectionPool appPool(DatabaseProperties properties, SpreadLoops loops) {
    return pool(
        "app",
        server(properties, properties.app(), Map.of(), loops),
        properties.poolSize(),
        properties.acquireTimeout());
  }

  @Bean(destroyMethod = "dispose")
  ConnectionPool workerPool(DatabaseProperties properties) {
    return pool(
        "worker",
        server(properties, properties.worker(), WORKER_PLANS, TcpResources.get()),
        properties.workerPoolSize(),
        properties.acquireTimeout().multipliedBy(5));
  }

  @Bean(destroyMethod = "dispose")
  ConnectionPool writerPool(DatabaseProperties properties, SpreadLoops loops) {
    return pool(
        "writer",
        server(properties, properties.worker(), WORKER_PLANS, loops),
        properties.writerPoolSize(),
        properties.acquireTimeout().multipliedBy(5));
  }

  /// Connections of their own, for `LISTEN`.
  @Bean
  PostgresqlConnectionFactory listenConnections(DatabaseProperties properties) {
    return server(properties, properties.worker(), Map.of(), TcpResources.get());
  }

  @Bean
  @Primary
  ConnectionFactory connectionFactory(
      @Qualifier("appPool") ConnectionPool app,
      @Qualifier("workerPool") ConnectionPool worker,
      @Qualifier("writerPool") ConnectionPool writer) {
    var connections = new ScopedConnectionFactory();
    connections.setTargetConnectionFactories(
        Map.of(
            Scope.Tenant.class,
            app,
            Scope.Reader.class,
            app,
            Scope.Worker.class,
            worker,
            Scope.Writer.class,
            writer));
    connections.setDefaultTargetConnectionFactory(app);
    connections.setLenientFallback(false);
    return connections;
  }

  @Bean
  R2dbcTransactionManager transactionManager(ConnectionFactory connections) {
    return new R2dbcTransactionManager(connections);
  }

  private static PostgresqlConnectionFactory server(
      DatabaseProperties properties,
      Credentials credentials,
      Map<String, String> plans,
      LoopResources loops) {
    var address = properties.address();
    var limit = Long.toString(properties.statementTimeout().toMillis());
    var options = new HashMap<>(plans);
    options.put("statement_timeout", limit);
    options.put("lock_timeout", limit);
    options.put("idle_in_transaction_session_timeout", limit);
    options.put("TimeZone", properties.sessionTimeZone());
    options.put("gin_pending_list_limit", GIN_PENDING_LIST);
    return new PostgresqlConnectionFactory(
        PostgresqlConnectionConfiguration.builder()
            .host(address.host())
            .port(address.port())
            .database(address.database())
            .username(credentials.user())
            .password(credentials.password())
            .applicationName("tributary")
            .loopResources(loops)
            .connectTimeout(CONNECT_TIMEOUT)
            .tcpKeepAlive(true)
            .tcpNoDelay(true)
            .forceBinary(true)
            .codecRegistrar(new BinaryCodecs())
            .sslMode(address.tls() ? SSLMode.REQUIRE : SSLMode.PREFER)
            .options(options)
            .build());
  }

  private static ConnectionPool pool(
      String name, ConnectionFactory server, int size, Duration acquireTimeout) {
    var rested = new RestedConnections(MAX_VALIDATION, System::nanoTime);
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(server)
            .name(name)
            .initialSize(0)
            .maxSize(size)
            .maxAcquireTime(acquireTimeout)
            .maxCreateConnectionTime(CONNECT_TIMEOUT)
            .maxLifeTime(MAX_LIFE)
            .maxIdleTime(MAX_IDLE)
            .validationDepth(ValidationDepth.LOCAL)
            .preRelease(rested::released)
            .postAllocate(rested::allocated)
            .build());
  }
}
