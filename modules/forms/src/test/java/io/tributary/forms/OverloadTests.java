package io.tributary.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.testsupport.ModuleTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/// What visitors are told when those who listen to submissions do not keep up.
@ModuleTest
@Import(OverloadTests.Listeners.class)
@TestPropertySource(properties = "tributary.forms.max-lag=1s")
class OverloadTests {
  private static final String BODY = "{\"data\": {\"email\": \"ada@example.org\"}}";

  @Autowired WebTestClient client;
  @Autowired Stuck stuck;
  @Autowired MeterRegistry meters;

  static final class Stuck implements OutboxListener<FormResponseAccepted> {
    final List<UUID> handled = new CopyOnWriteArrayList<>();
    final Sinks.Empty<Void> free = Sinks.empty();

    @Override
    public String name() {
      return "test.forms-stuck";
    }

    @Override
    public List<Class<? extends FormResponseAccepted>> eventTypes() {
      return List.of(FormResponseAccepted.class);
    }

    @Override
    public Mono<Void> on(List<FormResponseAccepted> events) {
      return free.asMono()
          .doOnSuccess(now -> events.forEach(event -> handled.add(event.responseId())));
    }
  }

  @TestConfiguration
  static class Listeners {
    @Bean
    Stuck stuck() {
      return new Stuck();
    }
  }

  @AfterEach
  void free() {
    stuck.free.tryEmitEmpty();
  }

  @Test
  void submissions_are_refused_while_listeners_are_behind_and_what_was_accepted_stays() {
    var api = FormsApi.fresh(client);
    var form = api.published(FormsApi.CONTACT);
    var first = FormsApi.idOf(api.submit(form, BODY, "once"));

    await().until(() -> status(api, form) == 503);

    api.submit(form, BODY, "another")
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .valueEquals("Retry-After", "5");
    assertThat(FormsApi.idOf(api.submit(form, BODY, "once"))).isEqualTo(first);
    api.submit(form, "{\"data\": {\"email\": \"bob@example.org\"}}", "once")
        .expectStatus()
        .isEqualTo(422);
    assertThat(meters.get("tributary.forms.submissions.refused").counter().count())
        .isGreaterThanOrEqualTo(2);

    free();
    await().until(() -> status(api, form) == 201);
    await().untilAsserted(() -> assertThat(stuck.handled).contains(first).doesNotHaveDuplicates());
  }

  private static int status(FormsApi api, JsonNode form) {
    return api.submit(form, BODY).returnResult(Void.class).getStatus().value();
  }
}
