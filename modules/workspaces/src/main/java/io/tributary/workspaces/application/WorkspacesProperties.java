package io.tributary.workspaces.application;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param systemKey the key that makes workspaces and looks after the system; if absent, one is
///     drawn at the first start
@ConfigurationProperties("tributary")
record WorkspacesProperties(@Nullable String systemKey) {}
