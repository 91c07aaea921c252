package io.tributary.chaos;

/// One thing that must not be.
///
/// @param subject a token, or what else it is about
record Offence(Kind kind, String subject, String what) {
  /// As the report counts them.
  enum Kind {
    LOST,
    DOUBLED,
    STUCK,
    LEAKED
  }

  static Offence lost(String subject, String what) {
    return new Offence(Kind.LOST, subject, what);
  }

  static Offence doubled(String subject, String what) {
    return new Offence(Kind.DOUBLED, subject, what);
  }

  static Offence stuck(String subject, String what) {
    return new Offence(Kind.STUCK, subject, what);
  }

  static Offence leaked(String subject, String what) {
    return new Offence(Kind.LEAKED, subject, what);
  }
}
