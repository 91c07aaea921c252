package io.tributary.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

@ModuleTest
@Import(OutboxTests.Listeners.class)
class OutboxTests {
  @Autowired Outbox outbox;
  @Autowired Transactions transactions;
  @Autowired IdGenerator ids;
  @Autowired DatabaseClient db;
  @Autowired Recorder recorder;

  @EventName("test.happened")
  public record Happened(UUID eventId, UUID workspaceId, Instant occurredAt, String text)
      implements Event {}

  static final class Recorder implements OutboxListener<Happened> {
    final List<Happened> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "test.recorder";
    }

    @Override
    public Class<Happened> eventType() {
      return Happened.class;
    }

    @Override
    public Mono<Void> on(List<Happened> events) {
      return Mono.fromRunnable(
          () -> {
            if (events.stream().anyMatch(event -> event.text().equals("poison"))) {
              throw new IllegalArgumentException("poison");
            }
            heard.addAll(events);
          });
    }
  }

  @TestConfiguration
  static class Listeners {
    @Bean
    Recorder recorder() {
      return new Recorder();
    }
  }

  @Test
  void committed_events_are_heard_once_and_a_poisonous_one_does_not_hold_the_others_back() {
    var workspace = new WorkspaceId(ids.next());
    var events =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    new Happened(
                        ids.next(),
                        workspace.value(),
                        Instant.now(),
                        i == 17 ? "poison" : "fine " + i))
            .toList();

    transactions.inWorkspace(workspace, outbox.append(events)).block();

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        recorder.heard.stream()
                            .filter(e -> e.workspaceId().equals(workspace.value())))
                    .hasSize(49)
                    .doesNotHaveDuplicates());
  }
}
