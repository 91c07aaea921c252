package io.tributary.leads;

import io.tributary.kernel.problems.Fault;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a `LeadUpdate`.
///
/// @param lead as it is afterwards; null if there is none, and then `faults` says `not-found`
/// @param faults empty if it was done; else nothing was written for this update. Pointers are like
///     `/email` and `/fields/budget`
public record LeadUpdateResult(UUID leadId, @Nullable LeadView lead, List<Fault> faults) {}
