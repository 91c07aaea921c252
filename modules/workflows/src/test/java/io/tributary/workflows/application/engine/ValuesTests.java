package io.tributary.workflows.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.leads.LeadView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTests {
  @Test
  void a_leads_owner_is_a_text_and_no_form_field_can_pose_as_one() {
    var owner = UUID.randomUUID();
    var posing = Map.<String, Object>of("ownerId", "posed", "budget", 5);

    assertThat(Values.ofLead(lead(owner, posing)))
        .containsEntry("ownerId", owner.toString())
        .containsEntry("budget", 5)
        .containsEntry("fields", posing);
    assertThat(Values.ofLead(lead(null, posing))).doesNotContainKey("ownerId");
  }

  private static LeadView lead(@Nullable UUID owner, Map<String, Object> fields) {
    return new LeadView(
        UUID.randomUUID(),
        UUID.randomUUID(),
        null,
        "Ada",
        null,
        null,
        "new",
        owner,
        fields,
        Instant.EPOCH,
        1);
  }
}
