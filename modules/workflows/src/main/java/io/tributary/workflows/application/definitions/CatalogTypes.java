package io.tributary.workflows.application.definitions;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.NodeCatalog;
import io.tributary.workflows.domain.Exits;
import io.tributary.workflows.domain.definitions.NodeTypes;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The catalogue as the rules see it.
@Component
final class CatalogTypes implements NodeTypes {
  private final NodeCatalog catalog;

  CatalogTypes(NodeCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean isKnown(String type) {
    return catalog.types().contains(type);
  }

  @Override
  public boolean isTrigger(String type) {
    return isKnown(type) && catalog.isTrigger(type);
  }

  @Override
  public Exits exits(String type) {
    return isKnown(type) ? catalog.exits(type) : Exits.ONE;
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
