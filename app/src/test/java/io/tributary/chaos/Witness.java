package io.tributary.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers results that it saw committed; whatever happens afterwards, they must stay as they
/// were.
final class Witness {
  private final Map<String, String> seen = new ConcurrentHashMap<>();

  /// @param rows what each says, by what it is
  void saw(Map<String, String> rows) {
    rows.forEach(seen::putIfAbsent);
  }

  int size() {
    return seen.size();
  }

  /// What is gone, or says something else.
  ///
  /// @param now everything there is
  List<Offence> compare(Map<String, String> now) {
    var found = new ArrayList<Offence>();
    seen.forEach(
        (row, before) -> {
          var after = now.get(row);
          if (!before.equals(after)) {
            found.add(Offence.lost(row, "was committed as " + before + ", is now " + after));
          }
        });
    return found;
  }
}
