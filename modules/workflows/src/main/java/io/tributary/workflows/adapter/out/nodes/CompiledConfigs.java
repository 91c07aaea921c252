package io.tributary.workflows.adapter.out.nodes;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tributary.workflows.domain.CompiledNode;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// What is made of the `config` of nodes once for each published version, not at each visit.
final class CompiledConfigs<T> {
  private static final int MAX_NODES = 10_000;

  // by identity and weakly: a node lives as long as its version is kept, and so does this
  private final LoadingCache<CompiledNode, T> made;

  CompiledConfigs(Function<Map<String, Object>, T> make) {
    made =
        Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(MAX_NODES)
            .build(node -> make.apply(node.config()));
  }

  T of(CompiledNode node) {
    return Objects.requireNonNull(made.get(node));
  }
}
