/// What operators see and do: dead letters, partitions.
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "kernel :: problems",
      "kernel :: paging",
      "kernel :: transactions",
      "kernel :: web",
      "kernel :: sql",
      "kernel :: outbox",
      "kernel :: partitions",
      "kernel :: work"
    })
@NullMarked
package io.tributary.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
