package io.tributary.workflows.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.workflows.application.port.out.PublishedWorkflows.Match;
import io.tributary.workflows.application.port.out.PublishedWorkflows.TriggerKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class CachedPublishedWorkflowsTests {
  private static final TriggerKey KEY =
      new TriggerKey(UUID.randomUUID(), "TRIGGER_FORM_RESPONSE", UUID.randomUUID());
  private static final Match OLD = new Match(KEY, UUID.randomUUID(), 1, null);
  private static final Match NEW = new Match(KEY, OLD.workflowId(), 2, Duration.ofMinutes(1));

  private final List<Sinks.One<List<Match>>> loads = new ArrayList<>();
  private final HeardSignals signals = new HeardSignals();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CachedPublishedWorkflows published =
      new CachedPublishedWorkflows(new Rows(), new Publications(signals), meters);

  private final class Rows implements PublishedRows {
    @Override
    public Mono<Sized> find(UUID workspaceId, UUID workflowId, int version) {
      return Mono.empty();
    }

    @Override
    public Mono<List<Match>> matching(List<TriggerKey> keys) {
      var load = Sinks.<List<Match>>one();
      loads.add(load);
      return load.asMono();
    }
  }

  private List<Match> answered(List<Match> rows) {
    var answer = published.matching(List.of(KEY)).toFuture();
    loads.getLast().tryEmitValue(rows).orThrow();
    return answer.join();
  }

  private void changed() {
    signals.publish(Publications.TOPIC, KEY.workspaceId().toString());
  }

  @Test
  void an_answer_is_kept_also_an_empty_one() {
    assertThat(answered(List.of())).isEmpty();

    assertThat(published.matching(List.of(KEY, KEY)).block()).isEmpty();
    assertThat(loads).hasSize(1);
    assertThat(meters.get("cache.gets").tag("cache", "workflows.triggers").functionCounters())
        .isNotEmpty();
  }

  @Test
  void an_answer_that_was_on_its_way_during_a_change_is_not_kept() {
    var stale = published.matching(List.of(KEY)).toFuture();
    changed();
    loads.getLast().tryEmitValue(List.of(OLD)).orThrow();
    assertThat(stale.join()).containsExactly(OLD);

    assertThat(answered(List.of(NEW))).containsExactly(NEW);
    assertThat(published.matching(List.of(KEY)).block()).containsExactly(NEW);
    assertThat(loads).hasSize(2);
  }

  @Test
  void a_slow_old_answer_does_not_replace_a_new_one_for_long() {
    var slow = published.matching(List.of(KEY)).toFuture();
    var slowLoad = loads.getLast();
    changed();
    assertThat(answered(List.of(NEW))).containsExactly(NEW);
    slowLoad.tryEmitValue(List.of(OLD)).orThrow();
    assertThat(slow.join()).containsExactly(OLD);

    assertThat(answered(List.of(NEW))).containsExactly(NEW);
  }

  @Test
  void an_unreadable_signal_is_taken_as_a_change_of_all() {
    answered(List.of(OLD));
    signals.publish(Publications.TOPIC, "not an id");
    assertThat(answered(List.of(NEW))).containsExactly(NEW);
  }

  @Test
  void after_a_gap_everything_is_asked_again() {
    answered(List.of(OLD));
    signals.gap();
    assertThat(answered(List.of(NEW))).containsExactly(NEW);
  }
}
