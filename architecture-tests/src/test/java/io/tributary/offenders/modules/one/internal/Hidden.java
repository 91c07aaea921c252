package io.tributary.offenders.modules.one.internal;

public record Hidden(String text) {}
