package io.tributary.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.RoundTrips;
import io.tributary.testsupport.Tenant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/// How often reading statistics goes to the database, so that it does not creep up.
@AnalyticsTest
class StatsRoundTripsTests {
  @Autowired WebTestClient client;
  @Autowired RoundTrips trips;

  @Test
  void days_of_statistics_are_one_round_trip() {
    var tenant = Tenant.create(client);
    for (var query :
        new String[] {"", "?workflowId=" + UUID.randomUUID(), "?formId=" + UUID.randomUUID()}) {
      var sent =
          trips.of(
              "scope.workspace_id",
              () ->
                  tenant
                      .http()
                      .get()
                      .uri(tenant.path("/analytics/daily" + query))
                      .exchange()
                      .expectStatus()
                      .isOk());

      assertThat(sent).singleElement().asList().hasSize(1);
    }
  }
}
