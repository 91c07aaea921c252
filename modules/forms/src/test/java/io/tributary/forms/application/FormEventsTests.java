package io.tributary.forms.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.forms.FormsApi;
import io.tributary.forms.application.port.in.VisitForms.Receipt;
import io.tributary.forms.application.port.out.SubmissionStore.NewResponse;
import io.tributary.forms.events.FormPublished;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.testsupport.ModuleTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ModuleTest
@Import(FormEventsTests.Listeners.class)
class FormEventsTests {
  @Autowired WebTestClient client;
  @Autowired SubmissionWriter writer;
  @Autowired IdGenerator ids;
  @Autowired Recorder recorder;
  @Autowired PublishedRecorder publishedRecorder;

  static final class Recorder implements OutboxListener<FormResponseAccepted> {
    final List<FormResponseAccepted> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "test.forms-recorder";
    }

    @Override
    public List<Class<? extends FormResponseAccepted>> eventTypes() {
      return List.of(FormResponseAccepted.class);
    }

    @Override
    public Mono<Void> on(List<FormResponseAccepted> events) {
      return Mono.fromRunnable(() -> heard.addAll(events));
    }
  }

  static final class PublishedRecorder implements OutboxListener<FormPublished> {
    final List<FormPublished> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "test.forms-published-recorder";
    }

    @Override
    public List<Class<? extends FormPublished>> eventTypes() {
      return List.of(FormPublished.class);
    }

    @Override
    public Mono<Void> on(List<FormPublished> events) {
      return Mono.fromRunnable(() -> heard.addAll(events));
    }
  }

  @TestConfiguration
  static class Listeners {
    @Bean
    Recorder recorder() {
      return new Recorder();
    }

    @Bean
    PublishedRecorder publishedRecorder() {
      return new PublishedRecorder();
    }
  }

  private NewResponse response(UUID workspace, UUID form, String data, String key) {
    var id = ids.next();
    return new NewResponse(
        workspace, id, form, 1, data, "{}", "{}", IdWindow.timeOf(id), key, "ab".repeat(32));
  }

  private List<UUID> heard(UUID workspace) {
    return recorder.heard.stream()
        .filter(event -> event.workspaceId().equals(workspace))
        .map(FormResponseAccepted::responseId)
        .toList();
  }

  @Test
  void a_poisonous_item_fails_alone_and_every_other_one_is_announced_once() {
    var workspace = UUID.randomUUID();
    var form = UUID.randomUUID();
    var batch =
        IntStream.range(0, 40)
            .mapToObj(
                i -> response(workspace, form, i == 17 ? "{\"a\": \"\\u0000\"}" : "{}", "k" + i))
            .toList();

    var receipts =
        Flux.merge(
                batch.stream()
                    .map(item -> writer.submit(item).onErrorResume(poison -> Mono.empty()))
                    .toList())
            .map(Receipt::responseId)
            .collectList()
            .block();

    var expected =
        batch.stream()
            .filter(item -> item.data().equals("{}"))
            .map(NewResponse::responseId)
            .toList();
    assertThat(receipts).containsExactlyInAnyOrderElementsOf(expected);
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(heard(workspace)).containsExactlyInAnyOrderElementsOf(expected));
  }

  @Test
  void a_repeat_is_not_announced_again() {
    var api = FormsApi.fresh(client);
    var form = api.published(FormsApi.CONTACT);
    var body = "{\"data\": {\"email\": \"ada@example.org\"}}";
    var first = FormsApi.idOf(api.submit(form, body, "once"));
    FormsApi.idOf(api.submit(form, body, "once"));
    var last = FormsApi.idOf(api.submit(form, body));

    Awaitility.await()
        .untilAsserted(() -> assertThat(heard(api.tenant().workspaceId())).contains(last));
    assertThat(heard(api.tenant().workspaceId())).containsExactlyInAnyOrder(first, last);
  }

  @Test
  void each_new_version_is_announced_and_publishing_the_same_again_is_not() {
    var api = FormsApi.fresh(client);
    var form = api.published(FormsApi.CONTACT);
    api.publish(form);
    api.post(FormsApi.path(form) + "/archive", "").expectStatus().isOk();
    var reopened = api.publish(form);
    api.edit(reopened, FormsApi.CONTACT.replace("Say hello", "Say more"));
    api.publish(form);

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        publishedRecorder.heard.stream()
                            .filter(e -> e.workspaceId().equals(api.tenant().workspaceId()))
                            .map(FormPublished::version))
                    .containsExactlyInAnyOrder(1, 2));
  }

  @Test
  void two_batches_that_share_keys_do_not_wait_for_each_other_forever() {
    var workspace = UUID.randomUUID();
    var form = UUID.randomUUID();
    var submissions =
        IntStream.range(0, 600)
            .mapToObj(i -> response(workspace, form, "{}", "k" + (i * 7919) % 60))
            .toList();

    var receipts =
        Flux.merge(submissions.stream().map(writer::submit).toList()).collectList().block();

    assertThat(receipts).hasSize(600);
    assertThat(receipts.stream().map(Receipt::responseId).distinct()).hasSize(60);
    assertThat(receipts.stream().filter(receipt -> !receipt.replayed())).hasSize(60);
  }
}
