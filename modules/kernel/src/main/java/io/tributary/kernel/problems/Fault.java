package io.tributary.kernel.problems;

/// One thing that is wrong with an input.
///
/// @param pointer where, as a JSON pointer (RFC 6901) into the body, such as `/data/email`;
///     `?limit` for a query parameter; a header's name for a header; empty for the input as a whole
/// @param code stable, for programs: `required`, `too-long`, `unknown-property`, …
/// @param message for people, in English, without the offending value
public record Fault(String pointer, String code, String message) {}
