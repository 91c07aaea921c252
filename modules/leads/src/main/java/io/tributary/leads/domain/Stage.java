package io.tributary.leads.domain;

/// Where a lead can stand.
///
/// @param position stages stand in ascending order
public record Stage(String key, String label, int position) {}
