package io.tributary.workflows.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class CachedStartableWorkflowsTests {
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID WORKFLOW = UUID.randomUUID();
  private static final Current OLD = new Current("PUBLISHED", 1);
  private static final Current NEW = new Current("PAUSED", 2);

  private final List<Sinks.One<Current>> loads = new ArrayList<>();
  private final HeardSignals signals = new HeardSignals();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CachedStartableWorkflows workflows =
      new CachedStartableWorkflows(new Rows(), new Publications(signals), meters);

  private final class Rows implements CurrentRows {
    @Override
    public Mono<Current> current(UUID workspaceId, UUID workflowId) {
      var load = Sinks.<Current>one();
      loads.add(load);
      return load.asMono();
    }
  }

  private Mono<Current> lookup() {
    return workflows.current(WORKSPACE, WORKFLOW);
  }

  private Current answered(Current row) {
    var answer = lookup().toFuture();
    loads.getLast().tryEmitValue(row).orThrow();
    return answer.join();
  }

  private void changed() {
    signals.publish(Publications.TOPIC, WORKSPACE.toString());
  }

  @Test
  void a_lookup_is_kept_and_hits_are_counted() {
    answered(OLD);

    assertThat(lookup().block()).isEqualTo(OLD);
    assertThat(lookup().block()).isEqualTo(OLD);
    assertThat(loads).hasSize(1);
    assertThat(
            meters
                .get("cache.gets")
                .tags("cache", "workflows.lookups", "result", "hit")
                .functionCounter()
                .count())
        .isEqualTo(2);
  }

  @Test
  void a_change_in_the_workspace_or_a_gap_makes_it_be_asked_again() {
    answered(OLD);
    changed();
    assertThat(answered(NEW)).isEqualTo(NEW);
    signals.gap();
    assertThat(answered(OLD)).isEqualTo(OLD);
    assertThat(loads).hasSize(3);
  }

  @Test
  void changes_elsewhere_do_not_matter() {
    answered(OLD);
    signals.publish(Publications.TOPIC, new UUID(0, WORKSPACE.hashCode() + 1L).toString());

    assertThat(lookup().block()).isEqualTo(OLD);
  }

  @Test
  void an_answer_that_was_on_its_way_during_a_change_is_not_kept() {
    var slow = lookup().toFuture();
    changed();
    loads.getLast().tryEmitValue(OLD).orThrow();
    assertThat(slow.join()).isEqualTo(OLD);

    assertThat(answered(NEW)).isEqualTo(NEW);
  }

  @Test
  void what_is_not_there_is_asked_for_each_time() {
    for (int i = 1; i <= 2; i++) {
      var answer = lookup().toFuture();
      loads.getLast().tryEmitEmpty().orThrow();
      assertThat(answer.join()).isNull();
      assertThat(loads).hasSize(i);
    }
  }
}
