package io.tributary.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.forms.application.port.in.VisitForms;
import io.tributary.forms.application.port.in.VisitForms.Receipt;
import io.tributary.forms.domain.Submission;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.Crowd;
import io.tributary.testsupport.ModuleTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/// More visitors than are served at once.
@ModuleTest
class CrowdedFormTests {
  /// Two batches that are stuck, and more than go into the next one.
  private static final int MANY = 400;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Submission ADA =
      new Submission(Map.of("email", "ada@example.org"), Map.of(), Map.of());

  @Autowired WebTestClient client;
  @Autowired VisitForms visitors;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired Crowd crowd;
  private JsonNode form;

  @BeforeEach
  void publishAForm() {
    form = FormsApi.fresh(client).published(FormsApi.CONTACT);
  }

  @Test
  void visitors_are_a_crowd_until_no_more_of_them_wait_than_go_into_a_batch() {
    // from now on the form and the quota are known, and each submission is in its queue when asked
    // for
    submit(null).block();
    assertThat(crowd.isThere()).isFalse();
    var taken = new AtomicBoolean();
    Sinks.Empty<Void> end = Sinks.empty();
    var other =
        transactions
            .asWorker(
                take("first")
                    .then(take("second"))
                    .doOnSuccess(done -> taken.set(true))
                    .then(end.asMono()))
            .onErrorComplete()
            .toFuture();
    await().untilTrue(taken);

    var first = submit("first").toFuture();
    var rest =
        IntStream.range(0, MANY)
            .mapToObj(i -> submit(i == 0 ? "second" : null).toFuture())
            .toList();
    await().until(crowd::isThere);
    end.tryEmitError(new IllegalStateException("it takes nothing after all"));

    assertThat(other).succeedsWithin(PATIENCE);
    assertThat(first).succeedsWithin(PATIENCE);
    assertThat(rest).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
    assertThat(rest.stream().map(each -> each.join().responseId())).doesNotHaveDuplicates();
    assertThat(crowd.isThere()).isFalse();
  }

  private Mono<Receipt> submit(@Nullable String key) {
    return visitors.submit(form.get("formKey").asString(), ADA, key);
  }

  /// Whoever submits with that key waits for the end of the transaction.
  private Mono<Void> take(String key) {
    return db.sql(
            """
            INSERT INTO forms.response_key
              (workspace_id, form_id, idempotency_key, response_id, request_hash, created_at)
            SELECT workspace_id, id, :key, uuidv7(), '', now() FROM forms.form WHERE id = :form
            """)
        .bind("key", key)
        .bind("form", UUID.fromString(form.get("id").asString()))
        .fetch()
        .rowsUpdated()
        .doOnNext(rows -> assertThat(rows).isEqualTo(1))
        .then();
  }
}
