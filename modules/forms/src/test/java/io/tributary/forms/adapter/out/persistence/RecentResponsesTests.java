package io.tributary.forms.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.forms.AcceptedResponse;
import io.tributary.forms.FormDirectory;
import io.tributary.forms.FormsApi;
import io.tributary.forms.ResponseRef;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.RoundTrips;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/// What other modules are given of a response is the same whether this node stored it a moment ago
/// or reads it.
@ModuleTest
class RecentResponsesTests {
  private static final String FORM =
      """
      {"title": "Order", "fields": [
        {"key": "number", "type": "NUMBER", "label": "Number"},
        {"key": "note", "type": "TEXT", "label": "Note"},
        {"key": "sizes", "type": "MULTI_CHOICE", "label": "Sizes",
         "options": [{"value": "s"}, {"value": "l"}]},
        {"key": "agreed", "type": "CHECKBOX", "label": "Agreed"},
        {"key": "day", "type": "DATE", "label": "Day"},
        {"key": "utm", "type": "HIDDEN"}
      ]}
      """;

  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired FormDirectory directory;
  @Autowired RoundTrips trips;

  private FormsApi api;
  private JsonNode form;

  @BeforeEach
  void publishAForm() {
    api = FormsApi.fresh(client);
    form = api.published(FORM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "7",
        "7.0",
        "7.50",
        "1e2",
        "1E+2",
        "1.5e1",
        "1.5e3",
        "10e-1",
        "1e-10",
        "0e5",
        "2147483648",
        "-2147483648",
        "1e15",
        "9223372036854775808",
        "123456789012345678901234567890",
        "0.000000000000000000000000000001"
      })
  void numbers_are_as_the_database_has_them(String number) {
    var response =
        submitted(
            """
            {"data": {"number": %1$s}, "metadata": {"at": %1$s, "all": [%1$s, {"in": %1$s}]}}
            """
                .formatted(number));

    assertThat(known(response)).isEqualTo(stored(response));
  }

  @Test
  void so_are_values_of_every_other_kind() {
    var response =
        submitted(
            """
            {"data": {"note": "Zoë \\" 😀", "sizes": ["l", "s"], "agreed": true, "day": "2026-02-28"},
             "hidden": {"utm": "a=b"},
             "metadata": {"nothing": null, "": [], "deep": [[null, {"b": {}, "a": "1e2"}]]}}
            """);

    assertThat(known(response)).isEqualTo(stored(response));
    assertThat(known(response).data()).hasSize(4);
  }

  @Test
  void what_was_just_stored_is_not_read() {
    var response = submitted("{\"data\": {\"number\": 1}}");

    assertThat(trips.of("JOIN forms.response", () -> known(response))).isEmpty();
  }

  @Test
  void one_that_is_known_and_one_that_is_not_come_together() {
    var known = submitted("{\"data\": {\"number\": 1}}");
    var forgetful = new RecentResponses();
    var directory = directory(forgetful);
    directory.responses(List.of(known)).block();
    var other = submitted("{\"data\": {\"number\": 2}}");

    var found = new ArrayList<AcceptedResponse>();
    var read =
        trips.of(
            "JOIN forms.response",
            () -> found.addAll(directory.responses(List.of(known, other)).block()));

    assertThat(found).containsExactlyInAnyOrder(stored(known), stored(other));
    assertThat(read).hasSize(1);
    assertThat(forgetful.known(List.of(known, other))).hasSize(2);
  }

  private ResponseRef submitted(String body) {
    return new ResponseRef(api.tenant().workspaceId(), FormsApi.idOf(api.submit(form, body)));
  }

  private AcceptedResponse known(ResponseRef response) {
    return one(directory, response);
  }

  private AcceptedResponse stored(ResponseRef response) {
    return one(directory(new RecentResponses()), response);
  }

  private FormDirectory directory(RecentResponses recent) {
    return new R2dbcFormDirectory(db, transactions, new StoredJson(), recent);
  }

  private static AcceptedResponse one(FormDirectory directory, ResponseRef response) {
    var found = directory.responses(List.of(response)).block();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
