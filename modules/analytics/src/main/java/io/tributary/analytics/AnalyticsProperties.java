package io.tributary.analytics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How fresh the numbers are.
///
/// @param summaryInterval how often it is looked whether the summary of workflows is behind
/// @param summaryMaxAge after which it is refreshed although nothing is known to have changed: the
///     day may have, or a node that knew of changes may have died
@ConfigurationProperties("tributary.analytics")
public record AnalyticsProperties(
    @DefaultValue("5s") Duration summaryInterval, @DefaultValue("60s") Duration summaryMaxAge) {}
