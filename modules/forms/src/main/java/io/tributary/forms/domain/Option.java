package io.tributary.forms.domain;

/// What a visitor may choose.
///
/// @param value what is stored, 1 to 200 code points
/// @param label what is shown, 1 to 200 code points
public record Option(String value, String label) {}
