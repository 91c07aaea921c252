package io.tributary.leads.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// What a workspace's lead fields lack so that a form's answers fit.
///
/// An existing field keeps its type and label; a choice learns the options that it does not know.
/// Fields beyond the budget, and those whose key no lead field can have, are passed over: their
/// values are kept with the lead all the same, untyped.
///
/// @param added new fields
/// @param widened existing fields with more options
public record FieldPlan(List<LeadField> added, List<LeadField> widened) {

  public static FieldPlan of(
      UUID workspaceId,
      Collection<LeadField> existing,
      List<FormField> wanted,
      Supplier<UUID> ids,
      Instant now) {
    var byKey = new LinkedHashMap<String, LeadField>();
    existing.forEach(field -> byKey.put(field.key().value(), field));
    var added = new LinkedHashMap<String, LeadField>();
    var widened = new LinkedHashMap<String, LeadField>();
    var left = new FieldBudget(existing.size()).left();
    for (var want : wanted) {
      var known = byKey.get(want.key());
      if (known != null) {
        widen(known, want, byKey, added.containsKey(want.key()) ? added : widened);
      } else if (added.size() < left && FieldKey.isValid(want.key())) {
        var field = newField(workspaceId, want, ids.get(), now);
        added.put(want.key(), field);
        byKey.put(want.key(), field);
      }
    }
    return new FieldPlan(List.copyOf(added.values()), List.copyOf(widened.values()));
  }

  private static void widen(
      LeadField known, FormField want, Map<String, LeadField> byKey, Map<String, LeadField> into) {
    var anythingGoes = known.options().isEmpty();
    if (known.type() != want.type() || !known.type().hasOptions() || anythingGoes) {
      return;
    }
    var options = new LinkedHashSet<>(known.options());
    if (options.addAll(want.options())) {
      var wider = known.withOptions(new ArrayList<>(options));
      byKey.put(want.key(), wider);
      into.put(want.key(), wider);
    }
  }

  private static LeadField newField(UUID workspaceId, FormField want, UUID id, Instant now) {
    var label = PlainText.cut(PlainText.clean(want.label()), LeadField.MAX_LABEL_CHARS);
    return new LeadField(
        workspaceId,
        id,
        new FieldKey(want.key()),
        label.isEmpty() ? want.key() : label,
        want.type(),
        want.type().hasOptions() ? want.options() : List.of(),
        now);
  }

  public boolean isEmpty() {
    return added.isEmpty() && widened.isEmpty();
  }
}
