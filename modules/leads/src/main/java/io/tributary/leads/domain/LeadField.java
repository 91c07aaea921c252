package io.tributary.leads.domain;

import io.tributary.leads.domain.FieldReading.Fits;
import io.tributary.leads.domain.FieldReading.Misfit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// A custom field of a workspace's leads.
///
/// @param options what may be chosen, in their order; empty for other types, and if anything may
public record LeadField(
    UUID workspaceId,
    UUID id,
    FieldKey key,
    String label,
    FieldType type,
    List<String> options,
    Instant createdAt) {
  public static final int MAX_LABEL_CHARS = 200;
  static final int MAX_TEXT_CHARS = 1_000;
  static final int MAX_LONG_TEXT_CHARS = 20_000;
  static final int MAX_PHONE_CHARS = 50;
  private static final int MAX_TYPED_CHARS = 500;
  private static final int DATE_CHARS = "2026-11-21".length();
  private static final BigDecimal NUMBER_BOUND = BigDecimal.TEN.pow(30);

  public LeadField {
    options = List.copyOf(options);
  }

  LeadField withOptions(List<String> more) {
    return new LeadField(workspaceId, id, key, label, type, more, createdAt);
  }

  /// @param raw as JSON gives it: a text, number, boolean, list or map
  public FieldReading read(Object raw) {
    return switch (type) {
      case TEXT -> text(raw, MAX_TEXT_CHARS);
      case LONG_TEXT -> text(raw, MAX_LONG_TEXT_CHARS);
      case PHONE -> text(raw, MAX_PHONE_CHARS);
      case EMAIL -> email(raw);
      case NUMBER -> number(raw);
      case CHOICE -> choice(raw);
      case MULTI_CHOICE -> choices(raw);
      case CHECKBOX ->
          raw instanceof Boolean
              ? new Fits(raw)
              : new Misfit("wrong-type", "must be true or false");
      case DATE -> date(raw);
    };
  }

  /// The value for filters; several for a choice of several; none if it does not fit, or nobody
  /// filters by such a field. Long texts are cut to their first 500 characters.
  public List<TypedValue> typed(Object value) {
    if (!(read(value) instanceof Fits(var fitting))) {
      return List.of();
    }
    return switch (type) {
      case LONG_TEXT -> List.of();
      case TEXT, PHONE, EMAIL, CHOICE, CHECKBOX -> List.of(typedText(fitting));
      case NUMBER -> List.of(TypedValue.of(decimal((Number) fitting)));
      case MULTI_CHOICE -> ((Collection<?>) fitting).stream().map(LeadField::typedText).toList();
      case DATE ->
          List.of(
              TypedValue.of(
                  LocalDate.parse((String) fitting).atStartOfDay(ZoneOffset.UTC).toInstant()));
    };
  }

  private static TypedValue typedText(Object value) {
    return TypedValue.of(PlainText.cut(value.toString(), MAX_TYPED_CHARS));
  }

  static FieldReading text(Object raw, int maxChars) {
    if (!(raw instanceof String text)) {
      return new Misfit("wrong-type", "must be a text");
    }
    if (PlainText.hasNul(text)) {
      return new Misfit("invalid-character", "must not contain the character NUL");
    }
    return text.length() > maxChars
        ? new Misfit("too-long", "must have at most " + maxChars + " characters")
        : new Fits(text.strip());
  }

  static FieldReading email(Object raw) {
    var email = raw instanceof String text ? Email.of(text) : null;
    return email == null
        ? new Misfit("invalid-email", "must be an e-mail address")
        : new Fits(email.value());
  }

  private static FieldReading number(Object raw) {
    if (!(raw instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      return new Misfit("wrong-type", "must be a number");
    }
    return decimal(number).abs().compareTo(NUMBER_BOUND) < 0
        ? new Fits(number)
        : new Misfit("out-of-range", "must be below 10^30 in size");
  }

  static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
  }

  private FieldReading choice(Object raw) {
    var text = text(raw, MAX_TEXT_CHARS);
    return text instanceof Fits(var value) && !isOption(value)
        ? new Misfit("not-an-option", "must be one of the field's options")
        : text;
  }

  private FieldReading choices(Object raw) {
    if (!(raw instanceof Collection<?> many)) {
      return new Misfit("wrong-type", "must be a list of texts");
    }
    for (var one : many) {
      if (one == null || choice(one) instanceof Misfit) {
        return new Misfit("not-an-option", "must hold only the field's options");
      }
    }
    return new Fits(many.stream().distinct().toList());
  }

  private boolean isOption(Object value) {
    return options.isEmpty() || options.contains(value.toString());
  }

  private static FieldReading date(Object raw) {
    try {
      if (raw instanceof String text && text.length() == DATE_CHARS) {
        var day = LocalDate.parse(text);
        if (day.getYear() > 0) {
          return new Fits(day.toString());
        }
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    return new Misfit("invalid-date", "must be a day such as 2026-11-21");
  }
}
