package io.tributary.forms;

import static io.tributary.forms.FormsApi.CONTACT;
import static io.tributary.forms.FormsApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdWindow;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ModuleTest
class ResponsesTests {
  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired FormDirectory directory;
  private FormsApi api;
  private JsonNode form;

  @BeforeEach
  void publishAForm() {
    api = FormsApi.fresh(client);
    form = api.published(CONTACT);
  }

  private UUID formId() {
    return UUID.fromString(form.get("id").asString());
  }

  @Test
  void the_list_is_walked_to_its_end_while_responses_arrive() {
    var accepted = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      accepted.addFirst(api.accepted(form, Map.of("email", "a" + i + "@example.org")).toString());
    }
    var walked = new ArrayList<String>();
    var query = "?limit=3";
    while (true) {
      var page = api.read(path(form) + "/responses" + query);
      page.get("items").forEach(item -> walked.add(item.get("id").asString()));
      if (page.get("nextCursor").isNull()) {
        break;
      }
      query = "?limit=3&cursor=" + page.get("nextCursor").asString();
      api.accepted(form, Map.of("email", "late@example.org"));
    }
    assertThat(walked).isEqualTo(accepted);
  }

  @Test
  void a_window_of_time_is_inclusive_at_its_start_and_exclusive_at_its_end() {
    var first = api.accepted(form, Map.of("email", "a@example.org"));
    var at = IdWindow.timeOf(first);

    assertThat(inWindow("?from=" + at + "&to=" + at.plusMillis(1))).contains(first.toString());
    assertThat(inWindow("?to=" + at)).isEmpty();
    assertThat(inWindow("?from=" + at.plusSeconds(60))).isEmpty();
    assertThat(inWindow("?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")).hasSize(1);
    var stored = api.read(path(form) + "/responses/" + first).get("submittedAt").asString();
    assertThat(Instant.parse(stored)).isEqualTo(at);
  }

  private List<String> inWindow(String query) {
    var ids = new ArrayList<String>();
    api.read(path(form) + "/responses" + query)
        .get("items")
        .forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?from=yesterday",
        "?to=2026-01-01",
        "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
        "?limit=0",
        "?cursor=abc"
      })
  void a_query_that_makes_no_sense_is_refused(String query) {
    api.get(path(form) + "/responses" + query).expectStatus().isBadRequest();
  }

  @Test
  void a_cursor_keeps_its_window() {
    api.accepted(form, Map.of("email", "a@example.org"));
    api.accepted(form, Map.of("email", "b@example.org"));
    var cursor = api.read(path(form) + "/responses?limit=1").get("nextCursor").asString();
    api.get(path(form) + "/responses?limit=1&from=2020-01-01T00:00:00Z&cursor=" + cursor)
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void a_response_is_not_found_under_another_form() {
    var id = api.accepted(form, Map.of("email", "a@example.org"));
    var other = api.published(CONTACT);
    api.get(path(other) + "/responses/" + id).expectStatus().isNotFound();
  }

  @Test
  void other_modules_get_responses_in_one_statement_and_unknown_ones_are_left_out() {
    var workspace = api.tenant().workspaceId();
    var id = api.accepted(form, Map.of("email", "a@example.org", "size", 12.25));
    var elsewhere = FormsApi.fresh(client).tenant().workspaceId();

    var found =
        transactions
            .asWorker(
                directory.responses(
                    List.of(
                        new ResponseRef(workspace, id),
                        new ResponseRef(workspace, UUID.randomUUID()),
                        new ResponseRef(elsewhere, id))))
            .block();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().responseId()).isEqualTo(id);
    assertThat(found.getFirst().formVersion()).isEqualTo(1);
    assertThat(found.getFirst().data())
        .containsEntry("email", "a@example.org")
        .containsEntry("size", new java.math.BigDecimal("12.25"));
    assertThat(transactions.asWorker(directory.responses(List.of())).block()).isEmpty();
  }

  @Test
  void other_modules_get_the_fields_of_a_version() {
    var workspace = api.tenant().workspaceId();
    var fields = transactions.asWorker(directory.fields(workspace, formId(), 1)).block();

    assertThat(fields)
        .containsExactly(
            new FormFieldSummary("email", "EMAIL", "E-mail", true, List.of()),
            new FormFieldSummary("size", "NUMBER", "Size", false, List.of()),
            new FormFieldSummary("plan", "CHOICE", "Plan", false, List.of("s", "l")),
            new FormFieldSummary("utm", "HIDDEN", "utm", false, List.of()));
    assertThat(transactions.asWorker(directory.fields(workspace, formId(), 2)).block()).isEmpty();
  }
}
