/// The graph, its rules, and the states of what runs. Plain Java.
@NullMarked
package io.tributary.workflows.domain;

import org.jspecify.annotations.NullMarked;
