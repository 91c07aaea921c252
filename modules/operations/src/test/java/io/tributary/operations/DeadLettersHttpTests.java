package io.tributary.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

@ModuleTest
@Import(DeadLettersHttpTests.Listeners.class)
@TestPropertySource(
    properties = {
      "tributary.outbox.max-attempts=3",
      "tributary.outbox.first-delay=10ms",
      "tributary.outbox.poll-interval=50ms"
    })
class DeadLettersHttpTests {
  private static final String PATH = "/api/v1/database/dead-letters";

  @Autowired WebTestClient client;
  @Autowired Outbox outbox;
  @Autowired Transactions transactions;
  @Autowired IdGenerator ids;
  @Autowired Picky picky;

  private WebTestClient system;

  @EventName("probe.offered")
  record Offered(UUID eventId, UUID workspaceId, Instant occurredAt, String text)
      implements Event {}

  /// Takes nothing for as long as it is closed.
  static final class Picky implements OutboxListener<Offered> {
    final List<String> taken = new CopyOnWriteArrayList<>();
    volatile boolean open;

    @Override
    public String name() {
      return "probe.picky";
    }

    @Override
    public List<Class<? extends Offered>> eventTypes() {
      return List.of(Offered.class);
    }

    @Override
    public Mono<Void> on(List<Offered> events) {
      return Mono.fromRunnable(
          () -> {
            if (!open) {
              throw new IllegalArgumentException("not to my taste: é\u0000☃");
            }
            events.forEach(event -> taken.add(event.text()));
          });
    }
  }

  @TestConfiguration
  static class Listeners {
    @Bean
    Picky picky() {
      return new Picky();
    }
  }

  @BeforeEach
  void begin() {
    system = Tenant.authorized(client, Tenant.SYSTEM_KEY);
    picky.open = true;
    system.post().uri(PATH + "/requeue?listener=probe.picky").exchange();
    await().until(() -> listed("probe.picky", 100).isEmpty());
    picky.open = false;
    picky.taken.clear();
  }

  @Test
  void what_no_attempt_could_handle_is_listed_and_handled_once_requeued() {
    var workspace = ids.next();
    offer(workspace, "one");

    await().until(() -> listed("probe.picky", 10).size() == 1);
    var letter = body("?listener=probe.picky");
    assertThat(JsonPath.<String>read(letter, "$.items[0].workspaceId"))
        .isEqualTo(workspace.toString());
    assertThat(JsonPath.<String>read(letter, "$.items[0].eventType")).isEqualTo("probe.offered");
    assertThat(JsonPath.<Integer>read(letter, "$.items[0].attempts")).isEqualTo(3);
    assertThat(JsonPath.<String>read(letter, "$.items[0].error")).contains("not to my taste: é☃");
    assertThat(JsonPath.<String>read(letter, "$.items[0].payload")).contains("\"text\":\"one\"");

    picky.open = true;
    var requeue = PATH + "/" + JsonPath.<String>read(letter, "$.items[0].id") + "/requeue";
    system.post().uri(requeue).exchange().expectStatus().isNoContent();

    await().untilAsserted(() -> assertThat(picky.taken).containsExactly("one"));
    assertThat(listed("probe.picky", 10)).isEmpty();
    system.post().uri(requeue).exchange().expectStatus().isNotFound();
  }

  @Test
  void pages_follow_each_other_newest_first_and_all_of_a_listener_are_requeued_at_once() {
    var workspace = ids.next();
    IntStream.range(0, 5).forEach(i -> offer(workspace, "n" + i));
    await().until(() -> listed("probe.picky", 100).size() == 5);

    var first = body("?listener=probe.picky&limit=3");
    var cursor = JsonPath.<String>read(first, "$.nextCursor");
    var second = body("?listener=probe.picky&limit=3&cursor=" + cursor);
    List<String> seen = JsonPath.read(first, "$.items[*].id");
    List<String> rest = JsonPath.read(second, "$.items[*].id");
    assertThat(seen).hasSize(3).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(seen);
    assertThat(JsonPath.<Object>read(second, "$.nextCursor")).isNull();
    assertThat(listed("probe.nobody", 10)).isEmpty();
    system
        .get()
        .uri(PATH + "?listener=probe.other&cursor=" + cursor)
        .exchange()
        .expectStatus()
        .isBadRequest();

    picky.open = true;
    system
        .post()
        .uri(PATH + "/requeue?listener=probe.picky")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json("{\"requeued\": 5}");

    await()
        .untilAsserted(
            () -> assertThat(picky.taken).containsExactlyInAnyOrder("n0", "n1", "n2", "n3", "n4"));
    system
        .post()
        .uri(PATH + "/requeue?listener=probe.picky")
        .exchange()
        .expectBody()
        .json("{\"requeued\": 0}");
  }

  @Test
  void nonsense_is_refused() {
    system.post().uri(PATH + "/requeue").exchange().expectStatus().isBadRequest();
    system.post().uri(PATH + "/requeue?listener=").exchange().expectStatus().isBadRequest();
    system.post().uri(PATH + "/nonsense/requeue").exchange().expectStatus().isNotFound();
    system.get().uri(PATH + "?limit=0").exchange().expectStatus().isBadRequest();
    system.get().uri(PATH + "?cursor=nonsense").exchange().expectStatus().isBadRequest();
  }

  @Test
  void only_the_system_key_may() {
    var tenant = Tenant.create(client).http();

    client.get().uri(PATH).exchange().expectStatus().isUnauthorized();
    tenant.get().uri(PATH).exchange().expectStatus().isForbidden();
    tenant.post().uri(PATH + "/requeue?listener=x").exchange().expectStatus().isForbidden();
    tenant.post().uri(PATH + "/" + ids.next() + "/requeue").exchange().expectStatus().isForbidden();
  }

  private void offer(UUID workspace, String text) {
    transactions
        .asWorker(outbox.append(new Offered(ids.next(), workspace, Instant.EPOCH, text)))
        .block();
  }

  private List<String> listed(String listener, int limit) {
    return JsonPath.read(body("?listener=" + listener + "&limit=" + limit), "$.items[*].id");
  }

  private String body(String query) {
    return system
        .get()
        .uri(PATH + query)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }
}
