package io.tributary.forms.domain;

import io.tributary.kernel.problems.Faults;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/// Reads the rules of a field from its draft, and notes everything that is wrong with them.
final class RuleReader {
  private static final int MAX_OPTIONS = 500;
  private static final int MAX_OPTION = 200;

  private RuleReader() {}

  static void refuseRulesOfOthers(FieldDraft draft, FieldKind kind, Faults at) {
    refuse(draft.minLength(), kind.isText(), at.at("minLength"));
    refuse(draft.maxLength(), kind.isText(), at.at("maxLength"));
    refuse(draft.pattern(), kind.isText(), at.at("pattern"));
    refuse(draft.min(), kind.isRange(), at.at("min"));
    refuse(draft.max(), kind.isRange(), at.at("max"));
    refuse(draft.options(), kind.isChoice(), at.at("options"));
  }

  private static void refuse(@Nullable Object rule, boolean applies, Faults at) {
    at.require(rule == null || applies, "not-applicable", "is no rule of this type");
  }

  static TextRules text(FieldDraft draft, FieldKind kind, Faults at) {
    var min = lengthOf(draft.minLength(), 0, kind, at.at("minLength"));
    var max = lengthOf(draft.maxLength(), 1, kind, at.at("maxLength"));
    at.at("minLength")
        .require(min == null || max == null || min <= max, "min-above-max", "is above maxLength");
    var longest = max == null ? kind.maxChars() : max;
    var pattern =
        draft.pattern() == null
            ? null
            : TextPattern.read(draft.pattern(), longest, at.at("pattern"));
    return new TextRules(min, max, pattern);
  }

  private static @Nullable Integer lengthOf(
      @Nullable Integer length, int least, FieldKind kind, Faults at) {
    if (length == null) {
      return null;
    }
    var most = kind.maxChars();
    return at.require(
            length >= least && length <= most,
            "out-of-range",
            "must be from " + least + " to " + most)
        ? length
        : null;
  }

  static NumberRange numbers(FieldDraft draft, Faults at) {
    var min = numberOf(draft.min(), at.at("min"));
    var max = numberOf(draft.max(), at.at("max"));
    at.at("min")
        .require(
            min == null || max == null || min.compareTo(max) <= 0, "min-above-max", "is above max");
    return new NumberRange(min, max);
  }

  private static @Nullable BigDecimal numberOf(@Nullable Object raw, Faults at) {
    return raw == null ? null : Numbers.read(raw, at);
  }

  static DateRange dates(FieldDraft draft, Faults at) {
    var min = dateOf(draft.min(), at.at("min"));
    var max = dateOf(draft.max(), at.at("max"));
    at.at("min")
        .require(min == null || max == null || !min.isAfter(max), "min-above-max", "is above max");
    return new DateRange(min, max);
  }

  private static @Nullable LocalDate dateOf(@Nullable Object raw, Faults at) {
    return raw == null ? null : Dates.read(raw, at);
  }

  static Options options(FieldDraft draft, Faults at) {
    var options = new ArrayList<Option>();
    var drafts = draft.options();
    if (drafts == null || drafts.isEmpty()) {
      at.add("required", "must be at least one option");
      return Options.of(options);
    }
    if (!at.require(
        drafts.size() <= MAX_OPTIONS, "too-many", "must be at most " + MAX_OPTIONS + " options")) {
      return Options.of(options);
    }
    var values = new HashSet<String>();
    for (int i = 0; i < drafts.size(); i++) {
      var option = optionOf(drafts.get(i), at.at(i));
      if (option != null) {
        at.at(i)
            .at("value")
            .require(values.add(option.value()), "duplicate", "is the value of another option");
        options.add(option);
      }
    }
    return Options.of(options);
  }

  private static @Nullable Option optionOf(FieldDraft.@Nullable OptionDraft draft, Faults at) {
    if (draft == null) {
      at.add("required", "must be an option");
      return null;
    }
    var value = Texts.required(draft.value(), MAX_OPTION, at.at("value"));
    var label =
        draft.label() == null ? value : Texts.required(draft.label(), MAX_OPTION, at.at("label"));
    return value.isEmpty() ? null : new Option(value, label);
  }
}
