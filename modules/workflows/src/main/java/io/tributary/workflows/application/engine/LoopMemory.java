package io.tributary.workflows.application.engine;

import io.tributary.workflows.domain.execution.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a token that goes through a loop remembers.
///
/// @param next the index of the first item that has not begun
/// @param ended items that are over, well or badly
/// @param failed of these
/// @param results what each item left behind; null if nothing is collected
/// @param outputs of the nodes that were left inside of items that are under way, by item and node
record LoopMemory(
    List<?> items,
    int next,
    int ended,
    int failed,
    int parallel,
    boolean stopOnFailure,
    @Nullable List<@Nullable Object> results,
    Map<String, Map<String, Object>> outputs) {
  private static final String ITEMS = "items";
  private static final String NEXT = "next";
  private static final String ENDED = "ended";
  private static final String FAILED = "failed";
  private static final String PARALLEL = "parallel";
  private static final String STOP = "stopOnFailure";
  private static final String RESULTS = "results";
  private static final String OUTPUTS = "outputs";

  static LoopMemory begin(List<?> items, int parallel, boolean stopOnFailure, boolean collects) {
    return new LoopMemory(
        items, 0, 0, 0, parallel, stopOnFailure, collects ? new ArrayList<>() : null, Map.of());
  }

  static LoopMemory of(Token token) {
    var memory = token.memory();
    return new LoopMemory(
        memory.get(ITEMS) instanceof List<?> list ? list : List.of(),
        number(memory.get(NEXT)),
        number(memory.get(ENDED)),
        number(memory.get(FAILED)),
        number(memory.get(PARALLEL)),
        Boolean.TRUE.equals(memory.get(STOP)),
        memory.get(RESULTS) instanceof List<?> list ? new ArrayList<>(list) : null,
        outputs(memory.get(OUTPUTS)));
  }

  Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put(ITEMS, items);
    map.put(NEXT, next);
    map.put(ENDED, ended);
    map.put(FAILED, failed);
    map.put(PARALLEL, parallel);
    map.put(STOP, stopOnFailure);
    if (results != null) {
      map.put(RESULTS, results);
    }
    if (!outputs.isEmpty()) {
      map.put(OUTPUTS, outputs);
    }
    return map;
  }

  /// What the nodes inside of an item left behind so far, by node.
  Map<String, Object> outputsOf(int item) {
    return outputs.getOrDefault(Integer.toString(item), Map.of());
  }

  LoopMemory left(int item, String node, Map<String, Object> output) {
    var inside = new LinkedHashMap<>(outputsOf(item));
    inside.put(node, output);
    var all = new LinkedHashMap<>(outputs);
    all.put(Integer.toString(item), inside);
    return new LoopMemory(items, next, ended, failed, parallel, stopOnFailure, results, all);
  }

  LoopMemory begun() {
    return new LoopMemory(
        items, next + 1, ended, failed, parallel, stopOnFailure, results, outputs);
  }

  LoopMemory itemEnded(int item, boolean well, @Nullable Object left) {
    var kept = results;
    if (kept != null) {
      kept = new ArrayList<>(kept);
      while (kept.size() <= item) {
        kept.add(null);
      }
      kept.set(item, left);
    }
    var others = new LinkedHashMap<>(outputs);
    others.remove(Integer.toString(item));
    return new LoopMemory(
        items, next, ended + 1, well ? failed : failed + 1, parallel, stopOnFailure, kept, others);
  }

  boolean hasMore() {
    return next < items.size();
  }

  boolean isOver() {
    return ended >= items.size();
  }

  Map<String, Object> output() {
    var output = new LinkedHashMap<String, Object>();
    output.put("count", items.size());
    output.put(FAILED, failed);
    if (results != null) {
      output.put(RESULTS, results);
    }
    return output;
  }

  private static Map<String, Map<String, Object>> outputs(@Nullable Object stored) {
    var outputs = new LinkedHashMap<String, Map<String, Object>>();
    if (stored instanceof Map<?, ?> items) {
      items.forEach((item, inside) -> outputs.put(String.valueOf(item), texts(inside)));
    }
    return outputs;
  }

  private static Map<String, Object> texts(@Nullable Object inside) {
    var byNode = new LinkedHashMap<String, Object>();
    if (inside instanceof Map<?, ?> map) {
      map.forEach((node, output) -> byNode.put(String.valueOf(node), output));
    }
    return byNode;
  }

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }
}
