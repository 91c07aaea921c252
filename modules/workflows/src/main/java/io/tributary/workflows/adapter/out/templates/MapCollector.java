package io.tributary.workflows.adapter.out.templates;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Mustache.VariableFetcher;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Looks into scopes and lists, and nowhere else: no field, no method, no map's own members.
final class MapCollector implements Mustache.Collector {
  private static final VariableFetcher IN_SCOPE =
      (context, name) -> {
        var scope = (Scope) context;
        return scope.has(name) ? scope.get(name) : Template.NO_FETCHER_FOUND;
      };

  private static final VariableFetcher NOWHERE = (context, name) -> Template.NO_FETCHER_FOUND;

  @Override
  public @Nullable Iterator<?> toIterator(@Nullable Object value) {
    return value instanceof Items items ? items.iterator() : none(value);
  }

  /// The library's own empty list stands for what is missing.
  private static @Nullable Iterator<?> none(@Nullable Object value) {
    return value instanceof Iterable<?> empty ? empty.iterator() : null;
  }

  @Override
  public VariableFetcher createFetcher(Object context, String name) {
    return context instanceof Scope ? IN_SCOPE : NOWHERE;
  }

  @Override
  public <K, V> Map<K, V> createFetcherCache() {
    return new ConcurrentHashMap<>();
  }
}
