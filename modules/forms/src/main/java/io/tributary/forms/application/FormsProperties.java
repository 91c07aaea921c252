package io.tributary.forms.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What forms accept.
///
/// @param maxLag how long events may wait for a listener before further submissions are refused;
///     they are accepted again when the wait is down to half of that
@ConfigurationProperties("tributary.forms")
public record FormsProperties(@DefaultValue("30s") Duration maxLag) {}
