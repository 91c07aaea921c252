package io.tributary.workflows.domain.definitions;

/// By what a repeated request is known.
///
/// @param key the caller's `Idempotency-Key`
/// @param hash of the body, which must be the same under the same key
public record RequestKey(String key, String hash) {}
