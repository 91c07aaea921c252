package io.tributary.kernel.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the outbox is worked off.
///
/// @param enabled whether this node handles events; it announces them in any case
/// @param batchSize events per transaction and listener
/// @param pollInterval how long an event waits at most if every hint about it was lost
/// @param maxAttempts after which an event becomes a dead letter
/// @param firstDelay before the second attempt; it doubles with every further one
/// @param maxDelay the longest delay between two attempts
/// @param stopTimeout how long a stop waits for the batches that run
@ConfigurationProperties("tributary.outbox")
public record OutboxProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("500") int batchSize,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("12") int maxAttempts,
    @DefaultValue("1s") Duration firstDelay,
    @DefaultValue("10m") Duration maxDelay,
    @DefaultValue("20s") Duration stopTimeout) {}
