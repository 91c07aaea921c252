package io.tributary.workflows.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.RoundTrips;
import io.tributary.testsupport.Tenant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/// How often reading an execution goes to the database, so that it does not creep up.
@ModuleTest
class ExecutionRoundTripsTests {
  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  @Autowired RoundTrips trips;

  @Test
  void an_execution_is_one_round_trip() {
    var tenant = Tenant.create(client);
    var execution = new Seeds(transactions, db, ids).execution(tenant.workspaceId(), Map.of());

    var sent =
        trips.of(
            "workflows.execution e",
            () ->
                tenant
                    .http()
                    .get()
                    .uri(tenant.path("/executions/" + execution))
                    .exchange()
                    .expectStatus()
                    .isOk());

    assertThat(sent).singleElement().asList().hasSize(1);
  }
}
