/// Dashboards' reads.
@NullMarked
package io.tributary.analytics.adapter.in.web;

import org.jspecify.annotations.NullMarked;
