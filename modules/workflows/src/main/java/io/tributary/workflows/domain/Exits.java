package io.tributary.workflows.domain;

/// How an execution leaves a node by the edges without a `sourceHandle`.
public enum Exits {
  /// not at all: the execution ends there
  NONE,
  /// by its one edge; where there is none, the path ends
  ONE,
  /// by those whose conditions hold; only such edges carry conditions
  CONDITIONS,
  /// by all of them, at the same time
  ALL
}
