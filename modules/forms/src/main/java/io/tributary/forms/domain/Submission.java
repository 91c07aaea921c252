package io.tributary.forms.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a visitor sent, unchecked. Values are `String`, `BigDecimal`, `Boolean`, null, and `List`
/// and `Map` of such.
public record Submission(
    Map<String, @Nullable Object> data,
    Map<String, @Nullable Object> hidden,
    Map<String, @Nullable Object> metadata) {}
