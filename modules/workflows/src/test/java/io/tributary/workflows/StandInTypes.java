package io.tributary.workflows;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.Exits;
import io.tributary.workflows.domain.definitions.NodeTypes;
import java.util.Map;
import java.util.Set;

/// The stand-in catalogue as the rules see it.
public final class StandInTypes implements NodeTypes {
  private final StandInCatalog catalog = new StandInCatalog();

  @Override
  public boolean isKnown(String type) {
    return catalog.types().contains(type);
  }

  @Override
  public boolean isTrigger(String type) {
    return catalog.isTrigger(type);
  }

  @Override
  public Exits exits(String type) {
    return catalog.exits(type);
  }

  @Override
  public Set<String> handles(String type) {
    return catalog.handles(type);
  }

  @Override
  public void check(String type, Map<String, Object> config, Faults at) {
    catalog.check(type, config, at);
  }
}
