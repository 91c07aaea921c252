package io.tributary.forms.adapter.out.persistence;

import io.tributary.forms.application.port.out.SubmissionStore.NewResponse;
import java.time.Instant;
import java.util.UUID;

/// A row of `forms.response`, or what became one.
///
/// @param data JSON, as are `hidden` and `metadata`
record StoredResponse(
    UUID workspaceId,
    UUID responseId,
    UUID formId,
    int formVersion,
    String data,
    String hidden,
    String metadata,
    Instant submittedAt) {

  static StoredResponse of(NewResponse response) {
    return new StoredResponse(
        response.workspaceId(),
        response.responseId(),
        response.formId(),
        response.formVersion(),
        response.data(),
        response.hidden(),
        response.metadata(),
        response.submittedAt());
  }

  int chars() {
    return data.length() + hidden.length() + metadata.length();
  }
}
