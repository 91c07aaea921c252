package io.tributary.workflows.domain.execution;

/// What a token does at its node.
public enum TokenPhase {
  /// it is to be run
  READY,
  /// its outer effect is under way
  REACHING,
  /// for the next attempt
  RETRYING,
  /// for a time, or a signal
  WAITING,
  /// for others to arrive at its join
  JOINING,
  /// the items of its loop are under way
  LOOPING,
  /// it stands where the execution failed
  FAILED
}
