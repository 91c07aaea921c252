package io.tributary.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the database is kept in shape.
///
/// @param partitionInterval between two looks at the partitions; the first is at start
/// @param partitionMonthsAhead how many months after the current one have a partition
@ConfigurationProperties("tributary.operations")
public record OperationsProperties(
    @DefaultValue("1d") Duration partitionInterval, @DefaultValue("3") int partitionMonthsAhead) {}
