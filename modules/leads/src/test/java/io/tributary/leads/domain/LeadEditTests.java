package io.tributary.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.leads.domain.LeadEdit.Change;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeadEditTests {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final LeadSchema SCHEMA =
      new LeadSchema(List.of(LeadFieldTests.field(FieldType.NUMBER)), Pipeline.DEFAULT);

  @Test
  void every_fault_is_named_at_its_place() {
    var faults = new Faults();
    var body = new HashMap<String, Object>();
    body.put("email", "nobody");
    body.put("name", "a\0b");
    body.put("company", "x".repeat(201));
    body.put("phone", 5);
    body.put("stage", null);
    body.put("ownerId", "me");
    body.put("colour", "red");
    body.put("version", "3");
    body.put("fields", Map.of("key", "five", "other/one", 1));

    LeadEdit.of(LeadChanges.ofBody(body), SCHEMA, faults);

    assertThat(faults.all())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/email",
            "/name",
            "/company",
            "/phone",
            "/stage",
            "/ownerId",
            "/colour",
            "/version",
            "/fields/key",
            "/fields/other~1one");
  }

  @Test
  void a_dotted_key_of_a_body_is_unknown_and_so_are_fields_that_are_no_object() {
    var faults = new Faults();

    LeadEdit.of(LeadChanges.ofBody(Map.of("fields.key", 1, "fields", 5)), SCHEMA, faults);

    assertThat(faults.all())
        .extracting(Fault::code)
        .containsExactlyInAnyOrder("unknown-property", "wrong-type");
  }

  @Test
  void null_clears_absent_stays_and_the_changes_say_from_what_to_what() {
    var lead = edit(lead(), Map.of("name", "Ada", "company", "Engines", "fields.key", 5)).lead();
    var changes = new HashMap<String, Object>();
    changes.put("name", null);
    changes.put("stage", "won");
    changes.put("fields.key", null);

    var edited = edit(lead, changes);

    assertThat(edited.lead().name()).isNull();
    assertThat(edited.lead().company()).isEqualTo("Engines");
    assertThat(edited.lead().stage()).isEqualTo("won");
    assertThat(edited.lead().fields()).isEmpty();
    assertThat(edited.lead().version()).isEqualTo(lead.version() + 1);
    assertThat(edited.changes().get("stage")).isEqualTo(new LeadEdit.Change("new", "won"));
    assertThat(edited.changes()).containsOnlyKeys("name", "stage", "fields.key");
  }

  @Test
  void what_changes_nothing_leaves_the_version() {
    var lead = edit(lead(), Map.of("email", "a@x.org", "fields.key", 5)).lead();

    var edited = edit(lead, Map.of("email", " A@X.org", "fields.key", 5.0, "company", " "));

    assertThat(edited.changes()).isEmpty();
    assertThat(edited.lead()).isSameAs(lead);
  }

  @Test
  void an_owner_is_given_changed_and_taken_away() {
    var ada = UUID.randomUUID();
    var bob = UUID.randomUUID();
    var owned = edit(lead(), Map.of("ownerId", ada.toString().toUpperCase(Locale.ROOT)));
    var same = edit(owned.lead(), Map.of("ownerId", ada.toString()));
    var handed = edit(owned.lead(), Map.of("ownerId", bob.toString()));
    var renamed = edit(handed.lead(), Map.of("name", "Ada"));
    var freed = edit(renamed.lead(), Collections.singletonMap("ownerId", null));

    assertThat(owned.lead().ownerId()).isEqualTo(ada);
    assertThat(owned.lead().first().ownerId()).isEqualTo(ada);
    assertThat(same.changes()).isEmpty();
    assertThat(handed.changes()).containsExactly(Map.entry("ownerId", new Change(ada, bob)));
    assertThat(renamed.lead().ownerId()).isEqualTo(bob);
    assertThat(freed.lead().ownerId()).isNull();
    assertThat(freed.changes()).containsExactly(Map.entry("ownerId", new Change(bob, null)));
  }

  @Test
  void what_is_no_id_is_no_owner_and_clears_nothing() {
    for (Object wrong : List.of("", "nobody", "1-2-3-4-5", 5, true, List.of(), UUID.randomUUID())) {
      var faults = new Faults();

      LeadEdit.of(LeadChanges.ofDotted(Map.of("ownerId", wrong)), SCHEMA, faults);

      assertThat(faults.all())
          .containsExactly(new Fault("/ownerId", "not-an-id", "must be a UUID"));
    }
  }

  @Test
  void an_owner_and_a_stage_do_not_say_who_a_lead_is() {
    var faults = new Faults();
    var own = Map.<String, Object>of("ownerId", UUID.randomUUID().toString(), "stage", "won");

    assertThat(LeadEdit.of(LeadChanges.ofBody(own), SCHEMA, faults).identifies()).isFalse();
    assertThat(LeadEdit.of(LeadChanges.ofBody(Map.of("phone", "1")), SCHEMA, faults).identifies())
        .isTrue();
  }

  private static LeadEdit.Edited edit(Lead lead, Map<String, Object> changes) {
    var faults = new Faults();
    var edit = LeadEdit.of(LeadChanges.ofDotted(changes), SCHEMA, faults);
    assertThat(faults.all()).isEmpty();
    return edit.apply(lead, NOW);
  }

  private static Lead lead() {
    return Lead.blank(new UUID(0, 1), new UUID(0, 2), "new", NOW);
  }
}
