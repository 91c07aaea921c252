/// Forms, their versions, public submission and responses.
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "kernel :: conditions",
      "kernel :: problems",
      "kernel :: paging",
      "kernel :: transactions",
      "kernel :: web",
      "kernel :: signals",
      "kernel :: sql",
      "kernel :: outbox",
      "kernel :: json",
      "kernel :: work",
      "workspaces"
    })
@NullMarked
package io.tributary.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
