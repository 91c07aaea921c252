package io.tributary.forms.domain;

/// What publishing a form means.
public sealed interface Publication {
  /// The draft becomes a version of its own.
  record NewVersion(int version) implements Publication {}

  /// The draft is the newest version already, but the form was archived.
  record Reopening() implements Publication {}

  /// The draft is the newest version already, and it is published.
  record Nothing() implements Publication {}
}
