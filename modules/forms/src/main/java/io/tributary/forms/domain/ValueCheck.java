package io.tributary.forms.domain;

import io.tributary.kernel.problems.Faults;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks one value against its field.
final class ValueCheck {
  private ValueCheck() {}

  /// @return the value as it is stored; null if it was left out or has a fault
  static @Nullable Object check(FormField field, @Nullable Object raw, Faults at) {
    if (raw == null || isBlank(raw)) {
      at.require(!field.required(), "required", "must be given");
      return null;
    }
    return switch (field.type()) {
      case FieldType.Text(var rules) -> text(raw, rules, FieldKind.TEXT, at);
      case FieldType.LongText(var rules) -> text(raw, rules, FieldKind.LONG_TEXT, at);
      case FieldType.Hidden(var rules) -> text(raw, rules, FieldKind.HIDDEN, at);
      case FieldType.Email(var rules) -> email(raw, rules, at);
      case FieldType.Phone(var rules) -> phone(raw, rules, at);
      case FieldType.Number(var range) -> number(raw, range, at);
      case FieldType.Choice(var options) -> choice(raw, options, at);
      case FieldType.MultiChoice(var options) -> choices(raw, options, at);
      case FieldType.Checkbox() -> checkbox(raw, field.required(), at);
      case FieldType.Date(var range) -> date(raw, range, at);
    };
  }

  private static boolean isBlank(Object raw) {
    return raw instanceof String text ? text.isBlank() : raw instanceof List<?> l && l.isEmpty();
  }

  private static @Nullable Object text(Object raw, TextRules rules, FieldKind kind, Faults at) {
    return ruled(raw, rules, kind, at, text -> text, "", "");
  }

  private static @Nullable Object email(Object raw, TextRules rules, Faults at) {
    return ruled(
        raw,
        rules,
        FieldKind.EMAIL,
        at,
        EmailAddress::normalised,
        "not-an-email",
        "must be an e-mail address such as ada@example.org");
  }

  private static @Nullable Object phone(Object raw, TextRules rules, Faults at) {
    return ruled(
        raw,
        rules,
        FieldKind.PHONE,
        at,
        PhoneNumber::normalised,
        "not-a-phone-number",
        "must be a phone number such as +49 30 1234567");
  }

  private static @Nullable Object ruled(
      Object raw,
      TextRules rules,
      FieldKind kind,
      Faults at,
      Function<String, @Nullable String> normalise,
      String code,
      String message) {
    if (!(raw instanceof String given)) {
      at.add("wrong-type", "must be a text");
      return null;
    }
    if (!Texts.requireStorable(given, at)) {
      return null;
    }
    var text = normalise.apply(given);
    if (text == null) {
      at.add(code, message);
      return null;
    }
    return keeps(text, rules, kind, at) ? text : null;
  }

  private static boolean keeps(String text, TextRules rules, FieldKind kind, Faults at) {
    var length = Texts.length(text);
    var min = rules.minLength();
    var max = rules.longest(kind);
    if (!at.require(length <= max, "too-long", "must be at most " + max + " characters")) {
      return false;
    }
    var longEnough =
        at.require(
            min == null || length >= min, "too-short", "must be at least " + min + " characters");
    var pattern = rules.pattern();
    var fits =
        at.require(
            pattern == null || pattern.matches(text),
            "pattern-mismatch",
            "does not have the form that is asked for");
    return longEnough && fits;
  }

  private static @Nullable Object number(Object raw, NumberRange range, Faults at) {
    var number = Numbers.read(raw, at);
    if (number == null) {
      return null;
    }
    at.require(!range.isAbove(number), "too-small", "must be at least " + range.min());
    at.require(!range.isBelow(number), "too-large", "must be at most " + range.max());
    return number;
  }

  private static @Nullable Object date(Object raw, DateRange range, Faults at) {
    var date = Dates.read(raw, at);
    if (date == null) {
      return null;
    }
    at.require(!range.isAbove(date), "too-early", "must be " + range.min() + " or later");
    at.require(!range.isBelow(date), "too-late", "must be " + range.max() + " or earlier");
    return date.toString();
  }

  private static @Nullable Object checkbox(Object raw, boolean required, Faults at) {
    if (!(raw instanceof Boolean ticked)) {
      at.add("wrong-type", "must be true or false");
      return null;
    }
    at.require(ticked || !required, "required", "must be ticked");
    return ticked;
  }

  private static @Nullable Object choice(Object raw, Options options, Faults at) {
    if (!(raw instanceof String value)) {
      at.add("wrong-type", "must be a text");
      return null;
    }
    return at.require(options.offer(value), "not-an-option", "must be one of the options")
        ? value
        : null;
  }

  private static @Nullable Object choices(Object raw, Options options, Faults at) {
    if (!(raw instanceof List<?> values)) {
      at.add("wrong-type", "must be a list of texts");
      return null;
    }
    if (!at.require(
        values.size() <= options.count(), "too-many", "must be at most " + options.count())) {
      return null;
    }
    var chosen = new LinkedHashSet<Object>();
    for (int i = 0; i < values.size(); i++) {
      var value = values.get(i) == null ? null : choice(values.get(i), options, at.at(i));
      at.at(i).require(values.get(i) != null, "wrong-type", "must be a text");
      at.at(i).require(value == null || chosen.add(value), "duplicate", "is chosen twice");
    }
    return List.copyOf(chosen);
  }
}
