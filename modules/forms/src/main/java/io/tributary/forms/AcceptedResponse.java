package io.tributary.forms;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A response as it was accepted.
///
/// @param data values by field key, normalised: `String`, `BigDecimal` or a whole number,
///     `Boolean`, `List<String>`; dates as `yyyy-MM-dd`; a field that was left out is absent
/// @param hidden values of hidden fields, all texts
/// @param metadata whatever the form's page sent along
/// @param submittedAt to the millisecond
public record AcceptedResponse(
    UUID workspaceId,
    UUID responseId,
    UUID formId,
    int formVersion,
    Map<String, Object> data,
    Map<String, Object> hidden,
    Map<String, Object> metadata,
    Instant submittedAt) {}
