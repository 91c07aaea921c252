package io.tributary.kernel.transactions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.database.DatabaseProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

@Configuration(proxyBeanMethods = false)
class TransactionsConfiguration {
  @Bean
  Transactions transactions(
      R2dbcTransactionManager manager, DatabaseProperties properties, MeterRegistry meters) {
    var tenants = new Bulkhead(properties.poolSize() + properties.maxWaiting());
    var workers = new Bulkhead(properties.workerPoolSize() + properties.maxWaiting());
    var writers = new Bulkhead(properties.writerPoolSize() + properties.maxWaiting());
    gauge(meters, "app", tenants);
    gauge(meters, "worker", workers);
    gauge(meters, "writer", writers);
    return new ScopedTransactions(
        TransactionalOperator.create(manager),
        tenants,
        workers,
        writers,
        properties.acquireTimeout().plus(properties.statementTimeout()));
  }

  @Bean
  GroupReads groupReads(DatabaseProperties properties) {
    return new GroupReads(properties.poolSize(), properties.maxWaiting());
  }

  private static void gauge(MeterRegistry meters, String pool, Bulkhead bulkhead) {
    Gauge.builder("tributary.transactions.inside", bulkhead, Bulkhead::inside)
        .description("transactions that run or wait for a connection")
        .tag("pool", pool)
        .register(meters);
  }
}
