package io.tributary.kernel.web;

import org.springframework.http.HttpHeaders;

/// What is sent for a successful read, once and again.
///
/// @param headers beside the type and length of the body
/// @param body JSON in UTF-8
@SuppressWarnings("ArrayRecordComponent") // an answer is only itself, and nobody changes its body
record Answer(HttpHeaders headers, byte[] body) {}
