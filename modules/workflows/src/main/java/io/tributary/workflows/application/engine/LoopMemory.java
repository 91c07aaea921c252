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
record LoopMemory(
    List<?> items,
    int next,
    int ended,
    int failed,
    int parallel,
    boolean stopOnFailure,
    @Nullable List<@Nullable Object> results) {
  private static final String ITEMS = "items";
  private static final String NEXT = "next";
  private static final String ENDED = "ended";
  private static final String FAILED = "failed";
  private static final String PARALLEL = "parallel";
  private static final String STOP = "stopOnFailure";
  private static final String RESULTS = "results";

  static LoopMemory of(Token token) {
    var memory = token.memory();
    return new LoopMemory(
        memory.get(ITEMS) instanceof List<?> list ? list : List.of(),
        number(memory.get(NEXT)),
        number(memory.get(ENDED)),
        number(memory.get(FAILED)),
        number(memory.get(PARALLEL)),
        Boolean.TRUE.equals(memory.get(STOP)),
        memory.get(RESULTS) instanceof List<?> list ? new ArrayList<>(list) : null);
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
    return map;
  }

  LoopMemory begun() {
    return new LoopMemory(items, next + 1, ended, failed, parallel, stopOnFailure, results);
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
    return new LoopMemory(
        items, next, ended + 1, well ? failed : failed + 1, parallel, stopOnFailure, kept);
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

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }
}
