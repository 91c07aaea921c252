package io.tributary.offenders.domain;

import io.tributary.kernel.WorkspaceId;
import java.util.List;

/// As it should be.
public record PlainDomain(WorkspaceId workspace, List<String> names, int[] counts) {}
