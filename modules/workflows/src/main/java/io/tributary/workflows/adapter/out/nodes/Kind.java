package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What a value may be, stated once: as JSON Schema and as a check.
interface Kind {
  Map<String, Object> schema();

  /// Adds every fault of `value`, which stands `at`.
  void check(@Nullable Object value, Faults at);

  default Kind described(String description) {
    return of(Schemas.described(schema(), description), this::check);
  }

  /// This kind, and a rule that a schema cannot say.
  default Kind and(BiConsumer<@Nullable Object, Faults> rule) {
    return of(
        schema(),
        (value, at) -> {
          var before = at.all().size();
          check(value, at);
          if (at.all().size() == before) {
            rule.accept(value, at);
          }
        });
  }

  static Kind of(Map<String, Object> schema, BiConsumer<@Nullable Object, Faults> check) {
    return new Kind() {
      @Override
      public Map<String, Object> schema() {
        return schema;
      }

      @Override
      public void check(@Nullable Object value, Faults at) {
        check.accept(value, at);
      }
    };
  }
}
