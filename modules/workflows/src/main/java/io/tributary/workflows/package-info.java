/// Workflow definitions, and the engine that runs them.
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
      "kernel :: conditions",
      "kernel :: secrets",
      "workspaces",
      "forms",
      "forms :: events",
      "leads",
      "leads :: events"
    })
@NullMarked
package io.tributary.workflows;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
