package io.tributary.leads.domain;

import io.tributary.kernel.problems.Faults;
import io.tributary.leads.domain.FieldReading.Misfit;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lead field that somebody wants, unchecked.
public record FieldDraft(
    @Nullable String key,
    @Nullable String label,
    @Nullable String type,
    @Nullable List<@Nullable String> options) {
  static final int MAX_OPTIONS = 200;

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault
  public LeadField toField(UUID workspaceId, UUID id, Instant now) {
    var faults = new Faults();
    var knownType = type == null ? null : FieldType.named(type);
    var checkedKey = checkedKey(faults.at("key"));
    var checkedLabel = checkedLabel(faults.at("label"));
    faults
        .at("type")
        .require(
            knownType != null,
            type == null ? "required" : "unknown-type",
            "must be one of " + List.of(FieldType.values()));
    var checkedOptions = checkedOptions(knownType, faults.at("options"));
    faults.throwIfAny();
    if (checkedKey == null || checkedLabel == null || knownType == null) {
      throw new IllegalStateException("a fault was not noted");
    }
    return new LeadField(workspaceId, id, checkedKey, checkedLabel, knownType, checkedOptions, now);
  }

  private @Nullable FieldKey checkedKey(Faults at) {
    if (key == null) {
      at.add("required", "is needed");
      return null;
    }
    if (!FieldKey.isValid(key)) {
      at.add("invalid-key", "must match " + FieldKey.PATTERN);
      return null;
    }
    return new FieldKey(key);
  }

  private @Nullable String checkedLabel(Faults at) {
    if (label == null || label.isBlank()) {
      at.add("required", "is needed");
      return null;
    }
    if (LeadField.text(label, LeadField.MAX_LABEL_CHARS) instanceof Misfit misfit) {
      at.add(misfit.code(), misfit.message());
    }
    return label.strip();
  }

  private List<String> checkedOptions(@Nullable FieldType knownType, Faults at) {
    if (options == null || knownType == null) {
      return List.of();
    }
    if (!knownType.hasOptions()) {
      at.require(options.isEmpty(), "not-allowed", "only a choice has options");
      return List.of();
    }
    at.require(options.size() <= MAX_OPTIONS, "too-many", "must be at most " + MAX_OPTIONS);
    var checked = new LinkedHashSet<String>();
    for (int i = 0; i < Math.min(options.size(), MAX_OPTIONS); i++) {
      checkedOption(options.get(i), checked, at.at(i));
    }
    return List.copyOf(checked);
  }

  private static void checkedOption(
      @Nullable String option, LinkedHashSet<String> into, Faults at) {
    if (option == null || option.isBlank()) {
      at.add("required", "must not be empty");
    } else if (LeadField.text(option, LeadField.MAX_LABEL_CHARS) instanceof Misfit misfit) {
      at.add(misfit.code(), misfit.message());
    } else {
      at.require(into.add(option.strip()), "duplicate", "is there already");
    }
  }
}
