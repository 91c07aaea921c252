package io.tributary.workflows.adapter.out.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What workflows may call.
///
/// @param allowPrivateTargets lets them call addresses that are not public, on any port, without
///     TLS too: for development, and where the network guards itself
/// @param allowPlain lets them call public addresses without TLS, on the ports 80 and 8080
/// @param connectTimeout for a connection
/// @param perTarget calls to one target at a time
@ConfigurationProperties("tributary.http")
record HttpProperties(
    @DefaultValue("false") boolean allowPrivateTargets,
    @DefaultValue("false") boolean allowPlain,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("16") int perTarget) {}
