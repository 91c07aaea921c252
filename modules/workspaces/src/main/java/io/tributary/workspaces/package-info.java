/// Workspaces, their API keys, and who may do what.
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "kernel :: problems",
      "kernel :: paging",
      "kernel :: transactions",
      "kernel :: web",
      "kernel :: signals",
      "kernel :: sql",
      "kernel :: outbox",
      "kernel :: json",
      "kernel :: work"
    })
@NullMarked
package io.tributary.workspaces;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
