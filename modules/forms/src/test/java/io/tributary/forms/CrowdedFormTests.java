package io.tributary.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.forms.application.port.in.VisitForms;
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
  /// Two batches that are stuck, and more than go into the next one.
  private static final int MANY = 400;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Submission ADA = withData(Map.of("email", "ada@example.org"));
  private static final Submission NOBODY = withData(Map.of());

  @Autowired WebTestClient client;
  @Autowired VisitForms visitors;
  @Autowired Crowd crowd;
  private String formKey;

  @BeforeEach
  void publishAForm() {
    JsonNode form = FormsApi.fresh(client).published(FormsApi.CONTACT);
    formKey = form.get("formKey").asString();
  }

  @Test
  void visitors_are_a_crowd_until_no_more_of_them_wait_than_go_into_a_batch() throws SQLException {
    var receipts = untilCrowded(i -> visitors.submit(formKey, ADA, null));

    assertThat(receipts).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
    assertThat(receipts.stream().map(each -> each.join().responseId())).doesNotHaveDuplicates();
    assertThat(crowd.isThere()).isFalse();
  }

  @Test
  void so_are_those_whose_keys_are_looked_up() throws SQLException {
    var refusals = untilCrowded(i -> visitors.submit(formKey, NOBODY, "key " + i));

    assertThat(refusals)
        .allSatisfy(
            each ->
                assertThat(each)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(InvalidInput.class));
    assertThat(crowd.isThere()).isFalse();
  }

  /// Nobody gets an answer before they are a crowd.
  private <T> List<CompletableFuture<T>> untilCrowded(IntFunction<Mono<T>> visit)
      throws SQLException {
    assertThat(crowd.isThere()).isFalse();
    try (var owner = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var lock = owner.createStatement()) {
      owner.setAutoCommit(false);
      lock.execute("LOCK TABLE forms.response_key");
      var visits = IntStream.range(0, MANY).mapToObj(i -> visit.apply(i).toFuture()).toList();
      await().until(crowd::isThere);
      owner.rollback();
      return visits;
    }
  }

  private static Submission withData(Map<String, Object> data) {
    return new Submission(data, Map.of(), Map.of());
  }
}
