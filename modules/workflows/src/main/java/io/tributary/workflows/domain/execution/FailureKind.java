package io.tributary.workflows.domain.execution;

/// Why a node failed, and whether another attempt may do better. The names are stable: clients and
/// metrics count on them.
public enum FailureKind {
  /// the node's texts or values, once rendered, break a rule
  INVALID_CONFIG(false),
  /// what the node works on is not there
  NOT_FOUND(false),
  /// the values that would be written are refused
  REFUSED_VALUE(false),
  /// the target is not one that may be called
  REFUSED_ADDRESS(false),
  /// nothing is set up that could send it
  NOT_CONFIGURED(false),
  /// no connection, or it broke
  CONNECTION(true),
  TIMEOUT(true),
  /// 408, 425, 429 and 5xx
  HTTP_TEMPORARY(true),
  /// any other status than 2xx; redirects are not followed
  HTTP_REFUSED(false),
  /// SMTP 4xx
  MAIL_TEMPORARY(true),
  /// SMTP 5xx, and senders or recipients that are none
  MAIL_REFUSED(false),
  /// the node that worked on it went away, and nobody knows how far it came
  INTERRUPTED(true),
  /// no event came in time, and no edge leads on from there
  WAIT_TIMEOUT(false),
  STEP_LIMIT(false),
  STATE_LIMIT(false),
  /// the published version is gone, or has a node that this node of the cluster does not know
  WORKFLOW_UNKNOWN(false),
  /// the workflow itself ends with a failure
  ENDED_FAILED(false),
  /// a bug
  INTERNAL(true);

  private final boolean retryable;

  FailureKind(boolean retryable) {
    this.retryable = retryable;
  }

  public boolean retryable() {
    return retryable;
  }
}
