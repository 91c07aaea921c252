package io.tributary.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.RoundTrips;
import io.tributary.testsupport.Tenant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/// How often reading a lead goes to the database, so that it does not creep up.
@LeadsTest
class LeadRoundTripsTests {
  @Autowired WebTestClient client;
  @Autowired RoundTrips trips;
  private Tenant tenant;
  private String lead;

  @BeforeEach
  void create() {
    tenant = Tenant.create(client);
    lead =
        (String)
            tenant
                .http()
                .post()
                .uri(tenant.path("/leads"))
                .bodyValue(Map.of("name", "Ada"))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("id");
  }

  @Test
  void a_lead_is_one_round_trip() {
    var sent = trips.of("leads.lead l", () -> get("/leads/" + lead));

    assertThat(sent).singleElement().asList().hasSize(1);
  }

  @Test
  void a_page_of_leads_is_one_round_trip_filtered_or_not() {
    for (var query : new String[] {"", "?stage=new", "?limit=100"}) {
      var sent = trips.of("leads.lead l", () -> get("/leads" + query));

      assertThat(sent).singleElement().asList().hasSize(1);
    }
  }

  private void get(String path) {
    tenant.http().get().uri(tenant.path(path)).exchange().expectStatus().isOk();
  }
}
