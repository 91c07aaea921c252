package io.tributary.workflows.domain.connections;

/// How the connection to a mail server is protected.
public enum SmtpSecurity {
  /// begins in plain text and must change to TLS before anything is sent
  STARTTLS,
  /// TLS from the first byte
  TLS,
  /// not at all: for networks that guard themselves
  NONE
}
