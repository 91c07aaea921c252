package io.tributary.leads.domain;

import io.tributary.kernel.problems.Faults;
import io.tributary.leads.domain.FieldReading.Fits;
import io.tributary.leads.domain.FieldReading.Misfit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of a lead that was checked against its workspace's schema.
public final class LeadEdit {
  private static final String OWNER = "ownerId";
  private static final Set<String> IDENTIFYING = Set.of("email", "name", "company", "phone");

  private final Map<String, @Nullable Object> own = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  private LeadEdit() {}

  /// Puts every fault into `faults`; with any, the edit is not to be applied.
  public static LeadEdit of(LeadChanges changes, LeadSchema schema, Faults faults) {
    var edit = new LeadEdit();
    changes.own().forEach((key, value) -> edit.readOwn(key, value, schema, faults.at(key)));
    changes
        .fields()
        .forEach((key, value) -> edit.readField(key, value, schema, faults.at("fields").at(key)));
    return edit;
  }

  /// The address that the lead is to have; null if that does not change or is cleared.
  public @Nullable String newEmail() {
    return (String) own.get("email");
  }

  /// Whether the edit names who the lead is: by e-mail, name, company or phone.
  public boolean identifies() {
    return own.entrySet().stream()
        .anyMatch(entry -> IDENTIFYING.contains(entry.getKey()) && entry.getValue() != null);
  }

  private void readOwn(String key, @Nullable Object value, LeadSchema schema, Faults at) {
    switch (key) {
      case "email" -> own.put(key, read(value, LeadField.email(orEmpty(value)), at));
      case "name", "company" ->
          own.put(key, read(value, LeadField.text(orEmpty(value), FormMapping.MAX_NAME_CHARS), at));
      case "phone" ->
          own.put(key, read(value, LeadField.text(orEmpty(value), LeadField.MAX_PHONE_CHARS), at));
      case "stage" -> readStage(value, schema.pipeline(), at);
      case OWNER -> readOwner(value, at);
      case "fields" -> at.add("wrong-type", "must be an object");
      case "version" -> at.add("wrong-type", "must be a whole number");
      default -> at.add("unknown-property", "is not known here");
    }
  }

  private void readStage(@Nullable Object value, Pipeline pipeline, Faults at) {
    if (value instanceof String stage && pipeline.has(stage)) {
      own.put("stage", stage);
    } else {
      at.add("unknown-stage", "must be the key of a stage of this workspace");
    }
  }

  /// Only null clears: an empty text is more likely a slip than a wish.
  private void readOwner(@Nullable Object value, Faults at) {
    var owner = value instanceof String text ? OwnerId.of(text) : null;
    if (value == null || owner != null) {
      own.put(OWNER, owner == null ? null : owner.value());
    } else {
      at.add("not-an-id", "must be a UUID");
    }
  }

  private void readField(String key, @Nullable Object value, LeadSchema schema, Faults at) {
    var field = schema.field(key);
    if (field == null) {
      at.add("unknown-field", "is no lead field of this workspace");
    } else {
      fields.put(key, read(value, field.read(orEmpty(value)), at));
    }
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }

  /// Empty values clear, like null.
  private static @Nullable Object read(@Nullable Object value, FieldReading reading, Faults at) {
    if (value == null || (PlainText.isEmpty(value) && !hasNul(value))) {
      return null;
    }
    return switch (reading) {
      case Fits(var fitting) -> fitting;
      case Misfit(var code, var message) -> {
        at.add(code, message);
        yield null;
      }
    };
  }

  private static boolean hasNul(Object value) {
    return value instanceof String text && PlainText.hasNul(text);
  }

  /// @return the lead with the edit, one version on; the same if nothing changes
  public Edited apply(Lead lead, Instant now) {
    var changes = new LinkedHashMap<String, Change>();
    note(changes, "email", lead.email(), own);
    note(changes, "name", lead.name(), own);
    note(changes, "company", lead.company(), own);
    note(changes, "phone", lead.phone(), own);
    note(changes, "stage", lead.stage(), own);
    note(changes, OWNER, lead.ownerId(), own);
    var values = new LinkedHashMap<>(lead.fields());
    fields.forEach(
        (key, value) -> {
          noteIfChanged(changes, "fields." + key, lead.fields().get(key), value);
          if (value == null) {
            values.remove(key);
          } else {
            values.put(key, value);
          }
        });
    return new Edited(changes.isEmpty() ? lead : edited(lead, values, now), changes);
  }

  private Lead edited(Lead lead, Map<String, Object> values, Instant now) {
    return new Lead(
        lead.workspaceId(),
        lead.id(),
        text("email", lead.email()),
        text("name", lead.name()),
        text("company", lead.company()),
        text("phone", lead.phone()),
        Objects.requireNonNull(text("stage", lead.stage())),
        own.containsKey(OWNER) ? (UUID) own.get(OWNER) : lead.ownerId(),
        values,
        lead.source(),
        lead.formId(),
        lead.createdAt(),
        now,
        lead.version() + 1);
  }

  private @Nullable String text(String key, @Nullable String before) {
    return own.containsKey(key) ? (String) own.get(key) : before;
  }

  private static void note(
      Map<String, Change> changes,
      String key,
      @Nullable Object before,
      Map<String, @Nullable Object> edit) {
    if (edit.containsKey(key)) {
      noteIfChanged(changes, key, before, edit.get(key));
    }
  }

  private static void noteIfChanged(
      Map<String, Change> changes, String key, @Nullable Object before, @Nullable Object after) {
    if (!same(before, after)) {
      changes.put(key, new Change(before, after));
    }
  }

  /// Numbers are the same by value: JSON does not tell 5 from 5.0.
  private static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number left && other instanceof Number right) {
      return LeadField.decimal(left).compareTo(LeadField.decimal(right)) == 0;
    }
    return Objects.equals(one, other);
  }

  /// From what to what; null where there is nothing.
  public record Change(@Nullable Object from, @Nullable Object to) {}

  /// @param changes by property, such as `stage` and `fields.budget`; empty if nothing changed
  public record Edited(Lead lead, Map<String, Change> changes) {}
}
