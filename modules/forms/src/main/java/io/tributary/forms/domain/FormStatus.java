package io.tributary.forms.domain;

/// Where a form stands.
public enum FormStatus {
  /// Never published, or not yet.
  DRAFT,
  /// Takes responses.
  PUBLISHED,
  /// Takes none, and cannot be edited; publishing opens it again.
  ARCHIVED
}
