package io.tributary.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxRowTests {
  private static final UUID WORKSPACE = new UUID(1, 1);
  private static final UUID ID = new UUID(1, 2);
  private static final String TYPE = "test.happened";
  private static final UUID TAIL = new UUID(1, 3);

  @Test
  void events_come_back_in_their_order_and_need_not_be_readable() {
    var row = row("{\"text\":\"a\\nb\"}", "{\"poison\":", "{}");

    assertThat(row.events()).containsExactly("{\"text\":\"a\\nb\"}", "{\"poison\":", "{}");
  }

  @Test
  void halves_hold_each_event_once_the_first_under_the_same_id() {
    var halves = row("1", "2", "3", "4", "5").halves(TAIL);

    assertThat(halves)
        .containsExactly(
            new OutboxRow(WORKSPACE, ID, TYPE, "1\n2", 0),
            new OutboxRow(WORKSPACE, TAIL, TYPE, "3\n4\n5", 0));
  }

  private static OutboxRow row(String... events) {
    return new OutboxRow(WORKSPACE, ID, TYPE, OutboxRow.payloadOf(List.of(events)), 0);
  }
}
