package io.tributary.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.forms.application.port.in.VisitForms;
import io.tributary.forms.application.port.in.VisitForms.Receipt;
import io.tributary.forms.domain.Submission;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.work.Crowd;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// More visitors than are served at once.
@ModuleTest
class CrowdedFormTests {
  private static final int CROWD = 32;

  /// The first alone in its batch, and a full one beside it.
  private static final int STUCK = 1 + 128;

  /// The first alone; there is no second batch beside that of look-ups.
  private static final int STUCK_LOOKUPS = 1;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Submission ADA = withData(Map.of("email", "ada@example.org"));
  private static final Submission NOBODY = withData(Map.of());

  @Autowired WebTestClient client;
  @Autowired VisitForms visitors;
  @Autowired Crowd crowd;
  @Autowired MeterRegistry meters;
  private String formKey;

  @BeforeEach
  void publishAForm() {
    JsonNode form = FormsApi.fresh(client).published(FormsApi.CONTACT);
    formKey = form.get("formKey").asString();
    // from now on the form and the quota are known, and each is in its queue when asked for
    submit(0).block();
  }

  @Test
  void visitors_are_a_crowd_while_many_of_them_wait() throws SQLException {
    var receipts = whileStuck(STUCK + CROWD, this::submit, () -> await().until(crowd::isThere));

    assertThat(receipts).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
    assertThat(receipts.stream().map(each -> each.join().responseId())).doesNotHaveDuplicates();
    assertThat(crowd.isThere()).isFalse();
  }

  @Test
  void so_are_those_whose_keys_are_looked_up() throws SQLException {
    var refusals =
        whileStuck(
            STUCK_LOOKUPS + CROWD,
            i -> visitors.submit(formKey, NOBODY, "key " + i),
            () -> await().until(crowd::isThere));

    assertThat(refusals)
        .allSatisfy(
            each ->
                assertThat(each)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(InvalidInput.class));
    assertThat(crowd.isThere()).isFalse();
  }

  @Test
  void one_less_is_no_crowd() throws SQLException {
    whileStuck(
        STUCK + CROWD - 1,
        this::submit,
        () -> {
          var waiting = meters.get("tributary.forms.submissions.waiting").gauge();
          await().until(() -> waiting.value() == CROWD - 1);
          assertThat(crowd.isThere()).isFalse();
        });
  }

  private Mono<Receipt> submit(int i) {
    return visitors.submit(formKey, ADA, null);
  }

  /// Nobody gets an answer before `look` has ended.
  private <T> List<CompletableFuture<T>> whileStuck(
      int count, IntFunction<Mono<T>> visit, Runnable look) throws SQLException {
    assertThat(crowd.isThere()).isFalse();
    try (var owner = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var lock = owner.createStatement()) {
      owner.setAutoCommit(false);
      lock.execute("LOCK TABLE forms.response_key");
      var visits = IntStream.range(0, count).mapToObj(i -> visit.apply(i).toFuture()).toList();
      look.run();
      owner.rollback();
      return visits;
    }
  }

  private static Submission withData(Map<String, Object> data) {
    return new Submission(data, Map.of(), Map.of());
  }
}
