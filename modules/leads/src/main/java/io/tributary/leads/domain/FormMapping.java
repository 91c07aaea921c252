package io.tributary.leads.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which of a form's fields say who somebody is, and which become custom fields of the lead.
///
/// Keys are compared without case, `_` and `-`. Of the fields that qualify the first one counts:
///
/// - e-mail: the field `email` of type EMAIL; else any of type EMAIL; else a text with key `email`
///   or `email_address`;
/// - name: a text with key `name` or `full_name`; else `first_name` and `last_name`, joined by a
///   space (either may be missing);
/// - company: a text with key `company`, `company_name`, `organisation` or `organization`;
/// - phone: the field `phone` of type PHONE; else any of type PHONE; else a text with key `phone`,
///   `phone_number` or `telephone`.
///
/// Everything else is a custom field under the form field's own key: hidden ones too, as text.
public final class FormMapping {
  static final int MAX_NAME_CHARS = 200;

  private static final Set<String> EMAIL_KEYS = Set.of("email", "emailaddress");
  private static final Set<String> NAME_KEYS = Set.of("name", "fullname");
  private static final Set<String> COMPANY_KEYS =
      Set.of("company", "companyname", "organisation", "organization");
  private static final Set<String> PHONE_KEYS = Set.of("phone", "phonenumber", "telephone");

  /// Of a form that is unknown: all answers stay with the response.
  public static final FormMapping NONE = new FormMapping(List.of());

  private final @Nullable FormField email;
  private final List<FormField> name;
  private final @Nullable FormField company;
  private final @Nullable FormField phone;
  private final List<FormField> custom;

  private FormMapping(List<FormField> fields) {
    email = identity(fields, FieldType.EMAIL, EMAIL_KEYS);
    phone = identity(fields, FieldType.PHONE, PHONE_KEYS);
    company = first(fields, isText(COMPANY_KEYS));
    name = nameFields(fields);
    var rest = new ArrayList<>(fields);
    rest.removeAll(name);
    rest.removeIf(field -> field.equals(email) || field.equals(phone) || field.equals(company));
    custom = List.copyOf(rest);
  }

  public static FormMapping of(List<FormField> fields) {
    return new FormMapping(fields);
  }

  /// The fields that need a lead field.
  public List<FormField> custom() {
    return custom;
  }

  /// @param values the visible and hidden fields' values by key
  public Answers read(Map<String, Object> values) {
    var fields = new LinkedHashMap<String, Object>();
    for (var field : custom) {
      keep(field.key(), values, fields);
    }
    return new Answers(
        emailIn(values, fields),
        nameIn(values),
        text(company, values, MAX_NAME_CHARS),
        text(phone, values, LeadField.MAX_PHONE_CHARS),
        fields);
  }

  /// What one response says. Empty answers are absent.
  ///
  /// @param email normalised
  /// @param fields the custom fields' values by key
  public record Answers(
      @Nullable String email,
      @Nullable String name,
      @Nullable String company,
      @Nullable String phone,
      Map<String, Object> fields) {}

  private @Nullable String emailIn(Map<String, Object> values, Map<String, Object> fields) {
    var text = text(email, values, Integer.MAX_VALUE);
    if (text == null || email == null) {
      return null;
    }
    var address = Email.of(text);
    if (address == null) {
      // the form took it for an address and we do not: it identifies nobody, but it is not lost
      fields.put(email.key(), text);
      return null;
    }
    return address.value();
  }

  private @Nullable String nameIn(Map<String, Object> values) {
    var parts = new ArrayList<String>();
    for (var part : name) {
      var text = text(part, values, MAX_NAME_CHARS);
      if (text != null) {
        parts.add(text);
      }
    }
    return parts.isEmpty() ? null : PlainText.cut(String.join(" ", parts), MAX_NAME_CHARS);
  }

  private static @Nullable String text(
      @Nullable FormField field, Map<String, Object> values, int maxChars) {
    var value = field == null ? null : values.get(field.key());
    if (value == null || PlainText.isEmpty(value)) {
      return null;
    }
    return PlainText.cut(PlainText.of(value), maxChars);
  }

  private static void keep(String key, Map<String, Object> values, Map<String, Object> into) {
    var value = values.get(key);
    if (value != null && !PlainText.isEmpty(value)) {
      into.put(key, cleaned(value));
    }
  }

  private static Object cleaned(Object value) {
    return switch (value) {
      case String text -> PlainText.clean(text);
      case List<?> many -> many.stream().map(PlainText::of).toList();
      case Boolean flag -> flag;
      case Number number -> number;
      default -> PlainText.of(value);
    };
  }

  private static @Nullable FormField identity(
      List<FormField> fields, FieldType type, Set<String> keys) {
    Predicate<FormField> ofType = field -> field.type() == type;
    var named = first(fields, ofType.and(field -> keys.contains(canonical(field))));
    var typed = named != null ? named : first(fields, ofType);
    return typed != null ? typed : first(fields, isText(keys));
  }

  private static List<FormField> nameFields(List<FormField> fields) {
    var whole = first(fields, isText(NAME_KEYS));
    if (whole != null) {
      return List.of(whole);
    }
    var parts = new ArrayList<FormField>();
    for (var key : List.of("firstname", "lastname")) {
      var part = first(fields, isText(Set.of(key)));
      if (part != null) {
        parts.add(part);
      }
    }
    return List.copyOf(parts);
  }

  private static Predicate<FormField> isText(Set<String> keys) {
    return field -> field.type() == FieldType.TEXT && keys.contains(canonical(field));
  }

  private static @Nullable FormField first(List<FormField> fields, Predicate<FormField> which) {
    return fields.stream().filter(which).findFirst().orElse(null);
  }

  private static String canonical(FormField field) {
    return field.key().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
