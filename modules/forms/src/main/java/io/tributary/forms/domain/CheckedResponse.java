package io.tributary.forms.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a visitor sent, checked and normalised.
///
/// @param data in the order of the form's fields, without those that were left out
/// @param metadata as it came
public record CheckedResponse(
    Map<String, Object> data, Map<String, Object> hidden, Map<String, @Nullable Object> metadata) {}
