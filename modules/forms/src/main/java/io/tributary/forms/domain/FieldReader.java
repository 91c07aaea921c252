package io.tributary.forms.domain;

import io.tributary.kernel.problems.Faults;
import org.jspecify.annotations.Nullable;

/// Reads a field from its draft, and notes everything that is wrong with it.
final class FieldReader {
  private static final int MAX_LABEL = 500;
  private static final int MAX_HELP = 1_000;
  private static final int MAX_PLACEHOLDER = 200;

  private FieldReader() {}

  /// @return a field to go on with; null if not even its key and type can be told. Only to be used
  ///     when no fault was noted.
  static @Nullable FormField read(@Nullable FieldDraft draft, Faults at) {
    if (draft == null) {
      at.add("required", "must be a field");
      return null;
    }
    var key = keyOf(draft, at.at("key"));
    var kind = kindOf(draft, at.at("type"));
    var label = labelOf(draft, kind, at.at("label"));
    var help = Texts.optional(draft.help(), MAX_HELP, at.at("help"));
    var placeholder = Texts.optional(draft.placeholder(), MAX_PLACEHOLDER, at.at("placeholder"));
    var type = kind == null ? new FieldType.Checkbox() : typeOf(draft, kind, at);
    return key == null
        ? null
        : new FormField(key, label, help, placeholder, Boolean.TRUE.equals(draft.required()), type);
  }

  private static @Nullable FieldKey keyOf(FieldDraft draft, Faults at) {
    var key = draft.key();
    if (key == null || key.isEmpty()) {
      at.add("required", "must be given");
      return null;
    }
    if (!FieldKey.isWellFormed(key)) {
      at.add(
          "bad-key",
          "must begin with a letter a-z and go on with a-z, 0-9 or _, 63 characters at most");
      return null;
    }
    return new FieldKey(key);
  }

  private static @Nullable FieldKind kindOf(FieldDraft draft, Faults at) {
    if (draft.type() == null) {
      at.add("required", "must be given");
      return null;
    }
    var kind = FieldKind.named(draft.type());
    at.require(
        kind.isPresent(),
        "unknown-type",
        "must be one of " + java.util.Arrays.toString(FieldKind.values()));
    return kind.orElse(null);
  }

  private static String labelOf(FieldDraft draft, @Nullable FieldKind kind, Faults at) {
    var label = draft.label();
    if (kind == FieldKind.HIDDEN && (label == null || label.isBlank())) {
      return draft.key() == null ? "" : draft.key();
    }
    return Texts.required(label, MAX_LABEL, at);
  }

  private static FieldType typeOf(FieldDraft draft, FieldKind kind, Faults at) {
    RuleReader.refuseRulesOfOthers(draft, kind, at);
    return switch (kind) {
      case TEXT -> new FieldType.Text(RuleReader.text(draft, kind, at));
      case LONG_TEXT -> new FieldType.LongText(RuleReader.text(draft, kind, at));
      case EMAIL -> new FieldType.Email(RuleReader.text(draft, kind, at));
      case PHONE -> new FieldType.Phone(RuleReader.text(draft, kind, at));
      case HIDDEN -> new FieldType.Hidden(RuleReader.text(draft, kind, at));
      case NUMBER -> new FieldType.Number(RuleReader.numbers(draft, at));
      case DATE -> new FieldType.Date(RuleReader.dates(draft, at));
      case CHOICE -> new FieldType.Choice(RuleReader.options(draft, at.at("options")));
      case MULTI_CHOICE -> new FieldType.MultiChoice(RuleReader.options(draft, at.at("options")));
      case CHECKBOX -> new FieldType.Checkbox();
    };
  }
}
