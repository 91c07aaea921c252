/// Leads, lead fields, stages and activity.
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "kernel :: changes",
      "kernel :: problems",
      "kernel :: paging",
      "kernel :: transactions",
      "kernel :: web",
      "kernel :: signals",
      "kernel :: sql",
      "kernel :: outbox",
      "kernel :: json",
      "kernel :: work",
      "forms",
      "forms :: events"
    })
@NullMarked
package io.tributary.leads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
