package io.tributary.offenders.application.port.in;

public final class PortWithBehaviour {}
