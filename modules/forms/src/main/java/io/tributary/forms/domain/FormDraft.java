package io.tributary.forms.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A form as somebody wrote it down, with nothing checked yet.
public record FormDraft(
    @Nullable String title,
    @Nullable String description,
    @Nullable List<@Nullable FieldDraft> fields) {}
