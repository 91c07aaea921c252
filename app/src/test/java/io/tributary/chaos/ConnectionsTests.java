package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionsTests {
  @Test
  void what_pools_hold_is_read_from_the_metrics() {
    var metrics =
        """
        # TYPE tributary_pool_acquired gauge
        tributary_pool_acquired{pool="appPool"} 2.0
        tributary_pool_acquired{application="tributary",pool="workerPool"} 0.0
        tributary_pool_idle{pool="appPool"} 7.0
        tributary_pool_waiting{pool="appPool"} 1.0E1
        """;

    assertThat(Connections.gauges(metrics))
        .isEqualTo(
            Map.of(
                "acquired of appPool",
                2L,
                "acquired of workerPool",
                0L,
                "waiting of appPool",
                10L));
  }

  @Test
  void metrics_without_pools_prove_nothing() {
    assertThatIllegalStateException().isThrownBy(() -> Connections.gauges("jvm_info 1.0\n"));
  }
}
