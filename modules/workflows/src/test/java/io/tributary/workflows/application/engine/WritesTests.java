package io.tributary.workflows.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Claim;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Lease;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.TokenPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WritesTests {
  private static final Instant NOW = Instant.EPOCH.plusSeconds(1);

  private final ExecutionJson json = new ExecutionJson(new JsonText());
  private final Writes writes = new Writes(json, new Scribe(UUID::randomUUID, json));

  private static Run run(ExecutionStatus status, @Nullable Duration timeLimit, boolean paused) {
    var workspace = UUID.randomUUID();
    var workflow = UUID.randomUUID();
    var run =
        new Run(
            new StoredExecution(
                workspace,
                UUID.randomUUID(),
                workflow,
                1,
                status,
                "TRIGGER_MANUAL",
                null,
                null,
                null,
                0,
                ExecutionState.of(null, Map.of("kept", 1)),
                Marking.START,
                7,
                Instant.EPOCH,
                null,
                paused,
                new Claim(Lease.NONE, false, List.of()),
                true),
            new CompiledWorkflow(
                workspace,
                workflow,
                1,
                "w",
                "t",
                Map.of(),
                new WorkflowSettings(null, null, null, timeLimit)),
            null,
            ZoneOffset.UTC,
            NOW,
            new Slice(1_000, true));
    run.marking(run.marking().enter("t", null, null, UUID.randomUUID(), NOW));
    return run;
  }

  private static Run run(ExecutionStatus status) {
    return run(status, null, false);
  }

  private static void waits(Run run, TokenPhase phase, @Nullable Duration delay) {
    var until = delay == null ? null : NOW.plus(delay);
    run.put(run.token(0).waits(phase, until, Map.of()));
  }

  @Test
  void a_state_that_outgrows_its_limit_fails_the_execution_and_keeps_what_fitted() {
    var run = run(ExecutionStatus.RUNNING);
    run.state(run.state().leave("n", Map.of("text", "ü".repeat(ExecutionState.MAX_BYTES / 2))));
    waits(run, TokenPhase.WAITING, Duration.ofDays(1));

    var write = writes.outcomeOf(run).write();

    assertThat(write.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(write.error().kind()).isEqualTo(FailureKind.STATE_LIMIT);
    assertThat(write.state()).hasSizeLessThan(1_000).contains("kept");
    assertThat(write.due()).isNull();
    assertThat(write.endedAt()).isEqualTo(NOW);
  }

  @Test
  void a_wait_is_due_again_and_not_leased() {
    var run = run(ExecutionStatus.QUEUED);
    waits(run, TokenPhase.WAITING, Duration.ofDays(1));

    var write = writes.outcomeOf(run).write();

    assertThat(write.status()).isEqualTo(ExecutionStatus.WAITING);
    assertThat(write.due()).isEqualTo(Duration.ofDays(1));
    assertThat(write.leased()).isFalse();
    assertThat(write.version()).isEqualTo(7);
    assertThat(write.places()).containsExactly("t");
  }

  @Test
  void what_waits_for_a_signal_alone_is_due_at_its_time_limit_or_never() {
    var endless = run(ExecutionStatus.RUNNING);
    waits(endless, TokenPhase.WAITING, null);
    var limited = run(ExecutionStatus.RUNNING, Duration.ofSeconds(10), false);
    waits(limited, TokenPhase.WAITING, null);

    assertThat(writes.outcomeOf(endless).write().due()).isNull();
    assertThat(writes.outcomeOf(limited).write().due()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void the_first_of_several_times_counts_and_an_effect_is_leased() {
    var run = run(ExecutionStatus.RUNNING);
    waits(run, TokenPhase.REACHING, null);
    run.marking(run.marking().enter("d", null, null, UUID.randomUUID(), NOW));
    run.put(run.token(1).waits(TokenPhase.WAITING, NOW.plusSeconds(5), Map.of()));

    var write = writes.outcomeOf(run).write();

    assertThat(write.status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(write.leased()).isTrue();
    assertThat(write.due()).isEqualTo(Duration.ofSeconds(5));
    assertThat(write.places()).containsExactly("t", "d");
  }

  @Test
  void a_paused_execution_is_never_due() {
    var run = run(ExecutionStatus.RUNNING, null, true);

    assertThat(writes.outcomeOf(run).write().due()).isNull();
  }

  @Test
  void no_text_holds_a_zero_that_the_database_would_refuse() {
    assertThat(json.write(Map.of("a", "x\0y"))).isEqualTo("{\"a\":\"xy\"}");
    assertThat(json.write(Map.of("a", "\\u0000"))).isEqualTo("{\"a\":\"\\\\u0000\"}");
    assertThat(json.write(Map.of("a", "\\\0"))).isEqualTo("{\"a\":\"\\\\\"}");
  }
}
