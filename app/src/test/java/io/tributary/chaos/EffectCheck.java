package io.tributary.chaos;

import io.tributary.chaos.Evidence.Call;
import io.tributary.chaos.Ledger.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Every attempt at an effect carried the same key, and no two effects share one.
final class EffectCheck {
  private EffectCheck() {}

  static List<Offence> of(Map<String, Token> begun, List<Call> calls) {
    var found = new ArrayList<Offence>();
    var keys = new TreeMap<String, TreeSet<String>>();
    var effects = new TreeMap<String, TreeSet<String>>();
    var tokens = new HashSet<String>();
    for (var call : calls) {
      var effect = call.token() + " at '" + call.node() + "'";
      keys.computeIfAbsent(effect, any -> new TreeSet<>()).add(call.key());
      effects.computeIfAbsent(call.key(), any -> new TreeSet<>()).add(effect);
      tokens.add(call.token());
    }
    keys.forEach(
        (effect, seen) -> {
          if (seen.size() > 1 || seen.contains("")) {
            found.add(Offence.doubled(effect, "was called under the keys " + seen));
          }
        });
    effects.forEach(
        (key, seen) -> {
          if (seen.size() > 1 && !key.isEmpty()) {
            found.add(Offence.lost(String.join(", ", seen), "share the key " + key));
          }
        });
    tokens.stream()
        .filter(token -> !begun.containsKey(token) || begun.get(token).way() != Way.RICH)
        .forEach(token -> found.add(Offence.doubled(token, "should not call anybody")));
    return found;
  }
}
