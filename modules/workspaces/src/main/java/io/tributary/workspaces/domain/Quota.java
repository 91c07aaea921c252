package io.tributary.workspaces.domain;

import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.QuotaPeriod;

/// How much of a thing a workspace may consume in each period.
///
/// @param limit in units, 0 or more
public record Quota(QuotaKey key, long limit, QuotaPeriod period) {}
