package io.tributary.chaos;

/// What is done to the running system.
enum Fault {
  /// kill -9 of an instance, which is started again
  KILL_SERVICE("killService", true),
  /// SIGTERM of an instance, which is started again when it has ended
  STOP_SERVICE("stopService", true),
  /// SIGSTOP of an instance for longer than its leases, then SIGCONT
  STALL_SERVICE("stallService", true),
  /// kill -9 of PostgreSQL's first process, which is started again
  KILL_POSTMASTER("killPostmaster", false),
  /// kill -9 of the process behind one connection
  KILL_BACKEND("killBackend", false);

  private final String label;
  private final boolean ofService;

  Fault(String label, boolean ofService) {
    this.label = label;
    this.ofService = ofService;
  }

  /// In reports.
  String label() {
    return label;
  }

  boolean ofService() {
    return ofService;
  }
}
