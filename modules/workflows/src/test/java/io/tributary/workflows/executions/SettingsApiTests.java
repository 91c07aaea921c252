package io.tributary.workflows.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.application.port.out.executions.WorkspaceLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ModuleTest
class SettingsApiTests {
  @Autowired WebTestClient client;
  @Autowired WorkspaceLimits limits;
  @Autowired Transactions transactions;
  private Tenant tenant;

  @BeforeEach
  void fresh() {
    tenant = Tenant.create(client);
  }

  private ResponseSpec get() {
    return tenant.http().get().uri(tenant.path("/workflow-settings")).exchange();
  }

  private ResponseSpec put(String ifMatch, Map<String, ?> body) {
    var request = tenant.http().put().uri(tenant.path("/workflow-settings"));
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.bodyValue(body).exchange();
  }

  @Test
  void what_was_never_set_has_version_0_and_is_set_from_there() {
    get()
        .expectHeader()
        .valueEquals("ETag", "\"0\"")
        .expectBody()
        .jsonPath("$.concurrencyLimit")
        .isEmpty();

    put("\"0\"", Map.of("concurrencyLimit", 5, "logDays", 90, "executionDays", 3_650))
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"1\"");
    put("\"1\"", Map.of("logDays", 1)).expectStatus().isOk();

    get()
        .expectHeader()
        .valueEquals("ETag", "\"2\"")
        .expectBody()
        .jsonPath("$.logDays")
        .isEqualTo(1)
        .jsonPath("$.executionDays")
        .isEmpty();
    put("\"1\"", Map.of()).expectStatus().isEqualTo(412);
    put("*", Map.of()).expectStatus().isOk();
    put(null, Map.of()).expectStatus().isEqualTo(428);
  }

  @Test
  void of_several_at_once_one_wins() {
    for (var version : new String[] {"\"0\"", "\"1\""}) {
      var ok =
          IntStream.range(0, 6)
              .parallel()
              .filter(
                  i ->
                      put(version, Map.of("logDays", i + 1))
                              .returnResult(Void.class)
                              .getStatus()
                              .value()
                          == 200)
              .count();
      assertThat(ok).isEqualTo(1);
    }
  }

  @Test
  void every_fault_is_told() {
    put("\"0\"", Map.of("concurrencyLimit", 0, "logDays", 91, "executionDays", 3_651))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors.length()")
        .isEqualTo(3);
    put("\"0\"", Map.of("surprise", 1)).expectStatus().isBadRequest();
    var stranger = Tenant.create(client);
    stranger
        .http()
        .get()
        .uri(tenant.path("/workflow-settings"))
        .exchange()
        .expectStatus()
        .isNotFound();
  }

  @Test
  void the_engine_sees_a_change_at_once_inside_and_outside_of_transactions() {
    var workspace = new WorkspaceId(tenant.workspaceId());
    assertThat(limits.concurrencyLimit(workspace.value()).blockOptional()).isEmpty();

    put("\"0\"", Map.of("concurrencyLimit", 7)).expectStatus().isOk();

    assertThat(limits.concurrencyLimit(workspace.value()).block()).isEqualTo(7);
    var none = new HashMap<String, Object>();
    none.put("concurrencyLimit", null);
    put("\"1\"", none).expectStatus().isOk();
    assertThat(
            transactions.asWorker(limits.concurrencyLimit(workspace.value()).hasElement()).block())
        .isFalse();
  }
}
