package io.tributary.kernel.problems;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects every fault of an input, so that whoever sent it can mend all of them at once.
public final class Faults {
  private final @Nullable Faults outer;
  private final String segment;
  private final List<Fault> found;

  public Faults() {
    this(null, "", new ArrayList<>());
  }

  private Faults(@Nullable Faults outer, String segment, List<Fault> found) {
    this.outer = outer;
    this.segment = segment;
    this.found = found;
  }

  /// The same collection, one level deeper: `at("fields").at(2)` puts faults below `/fields/2`.
  /// Costs the same at any depth: a pointer is written only for a fault.
  public Faults at(Object inner) {
    return new Faults(this, inner.toString(), found);
  }

  /// A fault at this level.
  public Faults add(String code, String message) {
    found.add(new Fault(pointer(), code, message));
    return this;
  }

  /// Takes over a fault that another check found.
  public Faults add(Fault fault) {
    found.add(fault);
    return this;
  }

  /// A fault at this level, unless `holds`.
  public boolean require(boolean holds, String code, String message) {
    if (!holds) {
      add(code, message);
    }
    return holds;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Fault> all() {
    return List.copyOf(found);
  }

  /// @throws KernelProblem.InvalidInput with all faults, if there is any
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new KernelProblem.InvalidInput(found);
    }
  }

  private String pointer() {
    var segments = new ArrayDeque<String>();
    for (var level = this; level.outer != null; level = level.outer) {
      segments.addFirst(level.segment);
    }
    var pointer = new StringBuilder();
    segments.forEach(each -> pointer.append('/').append(escaped(each)));
    return pointer.toString();
  }

  private static String escaped(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
