package io.tributary.offenders.modules.two;

import io.tributary.offenders.modules.one.internal.Hidden;

public record Reacher(Hidden hidden) {}
