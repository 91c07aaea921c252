/// The application around the modules: the database it brings along, the HTTP face's description,
/// health, the demo.
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "kernel :: partitions",
      "kernel :: paging",
      "kernel :: problems",
      "kernel :: transactions",
      "kernel :: web"
    })
@NullMarked
package io.tributary.app;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
