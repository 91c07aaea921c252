package io.tributary.forms.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A field as somebody wrote it down, with nothing checked yet. It is also the shape in which
/// fields are stored.
///
/// @param type a `FieldKind`'s name
/// @param min for `NUMBER` a `java.lang.Number`, for `DATE` a text `yyyy-MM-dd`
/// @param max likewise
public record FieldDraft(
    @Nullable String key,
    @Nullable String type,
    @Nullable String label,
    @Nullable String help,
    @Nullable String placeholder,
    @Nullable Boolean required,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Object min,
    @Nullable Object max,
    @Nullable String pattern,
    @Nullable List<@Nullable OptionDraft> options) {

  public record OptionDraft(@Nullable String value, @Nullable String label) {}
}
