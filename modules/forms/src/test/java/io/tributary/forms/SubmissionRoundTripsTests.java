package io.tributary.forms;

import static io.tributary.forms.FormsApi.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.RoundTrips;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/// How often a submission goes to the database, so that it does not creep up.
@ModuleTest
class SubmissionRoundTripsTests {
  private static final Map<String, Object> ADA = Map.of("data", Map.of("email", "ada@example.org"));

  @Autowired WebTestClient client;
  @Autowired RoundTrips trips;

  @Test
  void a_batch_is_one_statement() {
    var api = FormsApi.fresh(client);
    var form = api.published(CONTACT);

    var sent =
        trips.of(
            "INSERT INTO forms.response\n",
            () -> api.submit(form, ADA, "key").expectStatus().isCreated());

    assertThat(sent).singleElement().asList().hasSize(1);
  }
}
