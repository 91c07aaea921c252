package io.tributary.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.leads.domain.FormMapping.Answers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaptureTests {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  @Test
  void the_later_submission_wins_and_what_it_leaves_empty_stays() {
    var captures =
        Capture.of(
            List.of(
                submission(ONE, "a@x.org", null, Map.of("k", "late"), 20),
                submission(ONE, "a@x.org", "Ada", Map.of("k", "early", "l", 1), 10)));

    assertThat(captures).hasSize(1);
    assertThat(captures.getFirst().answers())
        .isEqualTo(new Answers("a@x.org", "Ada", null, null, Map.of("k", "late", "l", 1)));
    assertThat(captures.getFirst().first().submittedAt()).isEqualTo(Instant.ofEpochSecond(10));
    assertThat(captures.getFirst().lastSubmittedAt()).isEqualTo(Instant.ofEpochSecond(20));
  }

  @Test
  void workspaces_and_those_without_an_address_stay_apart() {
    var captures =
        Capture.of(
            List.of(
                submission(OTHER, "a@x.org", null, Map.of(), 1),
                submission(ONE, null, null, Map.of(), 2),
                submission(ONE, null, null, Map.of(), 3),
                submission(ONE, "b@x.org", null, Map.of(), 4),
                submission(ONE, "a@x.org", null, Map.of(), 5)));

    assertThat(captures)
        .extracting(Capture::workspaceId)
        .containsExactly(ONE, ONE, ONE, ONE, OTHER);
    assertThat(captures)
        .extracting(Capture::email)
        .containsExactly("a@x.org", "b@x.org", null, null, "a@x.org");
  }

  private static Submission submission(
      UUID workspace, String email, String name, Map<String, Object> fields, int second) {
    return new Submission(
        workspace,
        UUID.randomUUID(),
        ONE,
        1,
        Instant.ofEpochSecond(second),
        new Answers(email, name, null, null, fields));
  }
}
