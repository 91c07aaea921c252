package io.tributary.chaos;

import java.util.List;

/// Which way a start goes through the workflow, by the budget that it names.
enum Way {
  /// changes its lead, calls, waits, calls again
  RICH(5_000, "COMPLETED", List.of("start", "branch", "qualify", "call", "wait", "report", "end")),
  /// changes its lead
  PLAIN(500, "COMPLETED", List.of("start", "branch", "note", "end")),
  /// is ended as failed, by the workflow itself
  POOR(5, "FAILED", List.of("start", "branch", "refuse"));

  private final int budget;
  private final String status;
  private final List<String> nodes;

  Way(int budget, String status, List<String> nodes) {
    this.budget = budget;
    this.status = status;
    this.nodes = nodes;
  }

  int budget() {
    return budget;
  }

  /// In which an execution must end.
  String status() {
    return status;
  }

  /// Each of which an execution must come to once.
  List<String> nodes() {
    return nodes;
  }

  /// Half are rich; of the others more are plain.
  ///
  /// @param chance 0 inclusive to 1 exclusive
  static Way by(double chance) {
    return chance < 0.5 ? RICH : chance < 0.8 ? PLAIN : POOR;
  }

  /// Which nodes change the lead.
  static boolean changesLead(String node) {
    return node.equals("qualify") || node.equals("note");
  }

  /// Which nodes call.
  static boolean calls(String node) {
    return node.equals("call") || node.equals("report");
  }
}
