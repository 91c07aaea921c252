package io.tributary.workflows.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Claim;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Lease;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Marking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressTests {
  private static final Instant NOW = Instant.EPOCH.plusSeconds(1);
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID WORKFLOW = UUID.randomUUID();

  private final ExecutionJson json = new ExecutionJson(new JsonText());
  private final Writes writes = new Writes(json, new Scribe(UUID::randomUUID, json));
  private final Progress progress =
      new Progress(UUID::randomUUID, Clock.fixed(NOW, ZoneOffset.UTC));

  private Outcome completed(StoredExecution stored) {
    var workflow =
        new CompiledWorkflow(WORKSPACE, WORKFLOW, 1, "w", "t", Map.of(), WorkflowSettings.NONE);
    var run = new Run(stored, workflow, null, ZoneOffset.UTC, NOW, new Slice(50, false));
    run.verdict(new Verdict(ExecutionStatus.COMPLETED, null, null));
    return writes.outcomeOf(run);
  }

  private static StoredExecution fresh() {
    return StoredExecution.of(
        new NewExecution(
            WORKSPACE,
            UUID.randomUUID(),
            WORKFLOW,
            1,
            "TRIGGER_MANUAL",
            null,
            null,
            null,
            null,
            null,
            1,
            null,
            0,
            null,
            ExecutionState.of(null, Map.of()),
            Marking.START,
            Duration.ZERO,
            Instant.EPOCH));
  }

  private static StoredExecution claimed() {
    return new StoredExecution(
        WORKSPACE,
        UUID.randomUUID(),
        WORKFLOW,
        1,
        ExecutionStatus.QUEUED,
        "TRIGGER_MANUAL",
        null,
        null,
        null,
        0,
        ExecutionState.of(null, Map.of()),
        Marking.START,
        1,
        Instant.EPOCH,
        null,
        false,
        new Claim(Lease.NONE, false, List.of()),
        true);
  }

  @Test
  void one_that_is_stored_first_as_it_ended_counts_as_started_and_as_ended() {
    var events = progress.of(List.of(completed(fresh()), completed(fresh()), completed(claimed())));

    assertThat(events).hasSize(1);
    assertThat(events.getFirst().started()).isEqualTo(2);
    assertThat(events.getFirst().completed()).isEqualTo(3);
    assertThat(events.getFirst().durationMillis()).isEqualTo(3_000);
  }
}
