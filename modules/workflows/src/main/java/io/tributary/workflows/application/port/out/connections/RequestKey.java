package io.tributary.workflows.application.port.out.connections;

/// @param key the client's `Idempotency-Key`
/// @param hash tells whether a repetition asks for the same
public record RequestKey(String key, String hash) {}
