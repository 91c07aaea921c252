package io.tributary.offenders.cycle.one;

import io.tributary.offenders.cycle.two.Second;

public record First(Second second) {}
