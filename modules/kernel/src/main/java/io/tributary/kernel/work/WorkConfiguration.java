package io.tributary.kernel.work;

import io.r2dbc.pool.ConnectionPool;
import net.javacrumbs.shedlock.provider.r2dbc.R2dbcLockProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkConfiguration {
  @Bean
  ClusterLock clusterLock(@Qualifier("workerPool") ConnectionPool workers) {
    return new StoredClusterLock(new R2dbcLockProvider(workers, "kernel.shedlock"));
  }
}
