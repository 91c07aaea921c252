package io.tributary.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentEventsTests {
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID ROW = UUID.randomUUID();

  private final RecentEvents recent = new RecentEvents();
  private final List<Event> events = List.of(new Noted(UUID.randomUUID()));

  private record Noted(UUID eventId) implements Event {
    @Override
    public UUID workspaceId() {
      return WORKSPACE;
    }

    @Override
    public Instant occurredAt() {
      return Instant.EPOCH;
    }
  }

  @Test
  void the_events_of_a_row_are_taken_once() {
    recent.keep(ROW, "1", events);

    assertThat(recent.take(row(UUID.randomUUID(), "1"))).isNull();
    assertThat((Object) recent.take(row(ROW, "1"))).isSameAs(events);
    assertThat(recent.take(row(ROW, "1"))).isNull();
  }

  @Test
  void a_row_that_holds_others_by_now_is_to_be_read() {
    recent.keep(ROW, "1\n2", events);

    assertThat(recent.take(row(ROW, "1"))).isNull();
  }

  private static OutboxRow row(UUID id, String payload) {
    return new OutboxRow(WORKSPACE, id, "test.noted", payload, 0);
  }
}
