package io.tributary.kernel.paging;

import io.tributary.kernel.database.SystemSecrets;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PagingConfiguration {
  @Bean
  Cursors cursors(SystemSecrets secrets, Clock clock) {
    return new SignedCursors(() -> secrets.get("cursor"), clock);
  }
}
