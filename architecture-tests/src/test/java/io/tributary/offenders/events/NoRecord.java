package io.tributary.offenders.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

@EventName("offenders.no-record")
public final class NoRecord implements Event {
  @Override
  public UUID eventId() {
    return new UUID(0, 0);
  }

  @Override
  public UUID workspaceId() {
    return new UUID(0, 0);
  }

  @Override
  public Instant occurredAt() {
    return Instant.EPOCH;
  }
}
