package io.tributary.workflows.application.engine;

/// How far an execution goes within one transaction.
///
/// @param steps nodes that it comes to, at most about so many
/// @param outward whether it goes on to effects outside of the system, which begin after the
///     commit; else it stops in front of them
record Slice(int steps, boolean outward) {}
