package io.tributary.forms;

import java.util.List;

/// A field of a published version.
///
/// @param type `TEXT`, `LONG_TEXT`, `EMAIL`, `PHONE`, `NUMBER`, `CHOICE`, `MULTI_CHOICE`,
///     `CHECKBOX`, `DATE` or `HIDDEN`
/// @param options what may be chosen; empty for other types
public record FormFieldSummary(
    String key, String type, String label, boolean required, List<String> options) {}
