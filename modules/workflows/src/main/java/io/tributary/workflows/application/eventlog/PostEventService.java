package io.tributary.workflows.application.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.eventlog.PostEvent;
import io.tributary.workflows.application.port.out.eventlog.EventStore;
import io.tributary.workflows.application.port.out.eventlog.EventStore.Keyed;
import io.tributary.workflows.domain.ReceivedEvent;
import io.tributary.workflows.events.EventReceived;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class PostEventService implements PostEvent {
  private final EventStore events;
  private final Transactions transactions;
  private final Outbox outbox;
  private final JsonText json;
  private final IdGenerator ids;
  private final Clock clock;

  PostEventService(
      EventStore events,
      Transactions transactions,
      Outbox outbox,
      JsonText json,
      IdGenerator ids,
      Clock clock) {
    this.events = events;
    this.transactions = transactions;
    this.outbox = outbox;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<UUID> post(Command command) {
    return Mono.defer(
        () -> {
          var checked = CheckedEvent.of(command, json);
          var event =
              new ReceivedEvent(
                  command.workspace().value(),
                  ids.next(),
                  checked.name(),
                  checked.correlationId(),
                  checked.data(),
                  clock.instant());
          return transactions.inWorkspace(command.workspace(), store(command, event, checked));
        });
  }

  private Mono<UUID> store(Command command, ReceivedEvent event, CheckedEvent checked) {
    var key = command.idempotencyKey();
    if (key == null) {
      return insert(event, checked);
    }
    var wanted = new Keyed(event.id(), fingerprint(checked));
    return events
        .claim(event.workspaceId(), key, wanted, event.createdAt())
        .flatMap(
            given -> {
              if (!given.fingerprint().equals(wanted.fingerprint())) {
                return Mono.error(new IdempotencyKeyReused());
              }
              return given.eventId().equals(event.id())
                  ? insert(event, checked)
                  : Mono.just(given.eventId());
            });
  }

  private Mono<UUID> insert(ReceivedEvent event, CheckedEvent checked) {
    return events
        .insert(event, checked.json())
        .then(
            outbox.append(
                new EventReceived(
                    ids.next(),
                    event.workspaceId(),
                    event.createdAt(),
                    event.id(),
                    event.name(),
                    event.correlationId(),
                    null)))
        .thenReturn(event.id());
  }

  private static String fingerprint(CheckedEvent event) {
    try {
      var asked = event.name() + "\n" + event.correlationId() + "\n" + event.json();
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(asked.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
