package io.tributary.kernel.problems;

import java.util.ArrayList;
import java.util.List;

/// Collects every fault of an input, so that whoever sent it can mend all of them at once.
public final class Faults {
  private final String at;
  private final List<Fault> found;

  public Faults() {
    this("", new ArrayList<>());
  }

  private Faults(String at, List<Fault> found) {
    this.at = at;
    this.found = found;
  }

  /// The same collection, one level deeper: `at("fields").at(2)` puts faults below `/fields/2`.
  public Faults at(Object segment) {
    return new Faults(at + "/" + escaped(segment.toString()), found);
  }

  /// A fault at this level.
  public Faults add(String code, String message) {
    found.add(new Fault(at, code, message));
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

  private static String escaped(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
