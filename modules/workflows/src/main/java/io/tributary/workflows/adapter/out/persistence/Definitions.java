package io.tributary.workflows.adapter.out.persistence;

import java.util.Map;
import tools.jackson.core.type.TypeReference;

/// How stored definitions are read.
final class Definitions {
  static final TypeReference<Map<String, Object>> TYPE = new TypeReference<>() {};

  private Definitions() {}
}
