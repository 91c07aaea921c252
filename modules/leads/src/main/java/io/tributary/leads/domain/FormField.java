package io.tributary.leads.domain;

import java.util.List;

/// A form's field as leads see it.
public record FormField(String key, FieldType type, String label, List<String> options) {}
