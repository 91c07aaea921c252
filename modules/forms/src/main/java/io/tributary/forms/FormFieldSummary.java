package io.tributary.forms;

import java.util.List;

/// A field of a published version.
///
/// @param type one of `TEXT, LONG_TEXT, EMAIL, PHONE, NUMBER, CHOICE, MULTI_CHOICE, CHECKBOX, DATE,
///     HIDDEN`
/// @param options the values that may be chosen; empty unless it is a choice
public record FormFieldSummary(
    String key, String type, String label, boolean required, List<String> options) {}
