/// Daily counts and summaries, fed by events only.
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "kernel :: changes",
      "kernel :: problems",
      "kernel :: paging",
      "kernel :: transactions",
      "kernel :: web",
      "kernel :: sql",
      "kernel :: outbox",
      "kernel :: json",
      "kernel :: work",
      "forms :: events",
      "leads :: events",
      "workflows :: events"
    })
@NullMarked
package io.tributary.analytics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
