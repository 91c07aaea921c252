package io.tributary.workflows.application.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a node works executions off.
///
/// @param enabled whether this node does at all
/// @param batchSize executions in a batch
/// @param lease for how long an effect that is under way keeps others away; it is prolonged every
///     third of that time
/// @param effectConcurrency outer effects at a time
/// @param workspaceEffectConcurrency of these, at most so many for one workspace
/// @param pollInterval how long the engine sleeps at most
/// @param stepLimit nodes that one execution may come to
/// @param sliceSteps of these, at most about so many in one transaction
/// @param stopTimeout how long a stop waits for effects that are under way
@ConfigurationProperties("tributary.engine")
public record EngineProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("100") int batchSize,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("64") int effectConcurrency,
    @DefaultValue("16") int workspaceEffectConcurrency,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("50000") int stepLimit,
    @DefaultValue("500") int sliceSteps,
    @DefaultValue("20s") Duration stopTimeout) {
  private static final int WAITING_PER_RUNNING = 4;
  private static final int BUSY_WORKSPACES = 64;

  /// Effects that run or wait in memory, of so many workspaces that wait for slow targets; while
  /// there are so many nothing is claimed.
  int maxInFlight() {
    return maxInFlightPerWorkspace() * BUSY_WORKSPACES;
  }

  /// Effects of one workspace, running or waiting; while there are so many none of its executions
  /// is claimed.
  int maxInFlightPerWorkspace() {
    return workspaceEffectConcurrency * WAITING_PER_RUNNING;
  }
}
