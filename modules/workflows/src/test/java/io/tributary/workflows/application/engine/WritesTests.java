package io.tributary.workflows.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WritesTests {
  private final ExecutionJson json = new ExecutionJson(new JsonText());
  private final Writes writes =
      new Writes(
          json,
          new Scribe(UUID::randomUUID, json),
          new EngineProperties(
              true,
              100,
              Duration.ofSeconds(30),
              64,
              16,
              Duration.ofSeconds(1),
              1_000,
              Duration.ofSeconds(20)));

  private static Run run(ExecutionStatus status) {
    var workspace = UUID.randomUUID();
    var workflow = UUID.randomUUID();
    return new Run(
        new StoredExecution(
            workspace,
            UUID.randomUUID(),
            workflow,
            1,
            status,
            null,
            ExecutionState.of(null, Map.of("kept", 1)),
            7,
            Instant.EPOCH,
            null,
            false,
            false),
        new CompiledWorkflow(workspace, workflow, 1, "w", "t", Map.of(), WorkflowSettings.NONE),
        null,
        Instant.EPOCH.plusSeconds(1));
  }

  @Test
  void a_state_that_outgrows_its_limit_fails_the_execution_and_keeps_what_fitted() {
    var run = run(ExecutionStatus.RUNNING);
    run.state(run.state().leave("n", Map.of("text", "ü".repeat(ExecutionState.MAX_BYTES / 2))));
    run.verdict(new Verdict.Later(Duration.ofDays(1)));

    var write = writes.outcomeOf(run).write();

    assertThat(write.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(write.error().kind()).isEqualTo(FailureKind.STATE_LIMIT);
    assertThat(write.stateJson()).hasSizeLessThan(1_000).contains("kept");
    assertThat(write.due()).isNull();
  }

  @Test
  void a_wait_is_due_again_and_not_leased() {
    var run = run(ExecutionStatus.QUEUED);
    run.verdict(new Verdict.Later(Duration.ofDays(1)));

    var write = writes.outcomeOf(run).write();

    assertThat(write.status()).isEqualTo(ExecutionStatus.WAITING);
    assertThat(write.due()).isEqualTo(Duration.ofDays(1));
    assertThat(write.leased()).isFalse();
    assertThat(write.version()).isEqualTo(7);
  }

  @Test
  void no_text_holds_a_zero_that_the_database_would_refuse() {
    assertThat(json.write(Map.of("a", "x\0y"))).isEqualTo("{\"a\":\"xy\"}");
    assertThat(json.write(Map.of("a", "\\u0000"))).isEqualTo("{\"a\":\"\\\\u0000\"}");
    assertThat(json.write(Map.of("a", "\\\0"))).isEqualTo("{\"a\":\"\\\\\"}");
  }
}
