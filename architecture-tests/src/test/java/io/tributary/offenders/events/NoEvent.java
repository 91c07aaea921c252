package io.tributary.offenders.events;

import java.util.UUID;

public record NoEvent(UUID leadId) {}
