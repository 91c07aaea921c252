package io.tributary.kernel.conditions;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a field is compared; on the wire in lower case.
///
/// A missing field, or one of a type that cannot be compared, makes a comparison false. The
/// negative operators (`neq`, `not_in`, `not_contains`, `not_exists`, `is_not_empty`) are the exact
/// opposite of the positive ones, so that `neq` holds for a missing field.
///
/// Numbers are compared as numbers, also with numeric texts; texts by code point, with case; see
/// `Moments` for times.
enum Operator {
  EQ(Operand.SCALAR, Values::equal),
  NEQ(Operand.SCALAR, EQ),
  GT(Operand.ORDERED, (field, value) -> Values.orders(field, value, sign -> sign > 0)),
  GTE(Operand.ORDERED, (field, value) -> Values.orders(field, value, sign -> sign >= 0)),
  LT(Operand.ORDERED, (field, value) -> Values.orders(field, value, sign -> sign < 0)),
  LTE(Operand.ORDERED, (field, value) -> Values.orders(field, value, sign -> sign <= 0)),
  /// a field that is a list: if one of its elements is among the values
  IN(Operand.LIST, Operator::isIn),
  NOT_IN(Operand.LIST, IN),
  /// a list that has the value as an element, or a text that has it as a part
  CONTAINS(Operand.SCALAR, Operator::hasWithin),
  NOT_CONTAINS(Operand.SCALAR, CONTAINS),
  STARTS_WITH(Operand.TEXT, (field, value) -> Values.textOf(field).startsWith((String) value)),
  ENDS_WITH(Operand.TEXT, (field, value) -> Values.textOf(field).endsWith((String) value)),
  /// there, and not null
  EXISTS(Operand.NONE, (field, value) -> true),
  NOT_EXISTS(Operand.NONE, EXISTS),
  /// not empty: a text that is not blank, a list or an object with something in it, anything else
  /// that exists
  IS_NOT_EMPTY(Operand.NONE, (field, value) -> !isBlank(field)),
  IS_EMPTY(Operand.NONE, IS_NOT_EMPTY),
  BEFORE(Operand.MOMENT, (field, value) -> Moments.orders(field, value, sign -> sign < 0)),
  AFTER(Operand.MOMENT, (field, value) -> Moments.orders(field, value, sign -> sign > 0));

  /// What an operator is given to compare with.
  enum Operand {
    NONE,
    /// a text, a number or a boolean
    SCALAR,
    /// a text or a number
    ORDERED,
    TEXT,
    /// scalars
    LIST,
    MOMENT
  }

  private static final Map<String, Operator> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operator::wire, op -> op));

  static final List<String> NAMES = Arrays.stream(values()).map(Operator::wire).toList();

  private final Operand operand;
  private final Function<@Nullable Object, @Nullable Object> normal;
  private final BiPredicate<Object, Object> positive;
  private final boolean negated;

  Operator(Operand operand, BiPredicate<Object, Object> positive) {
    this.operand = operand;
    this.normal = operand == Operand.MOMENT ? field -> field : Values::normal;
    this.positive = positive;
    this.negated = false;
  }

  Operator(Operand operand, Operator opposite) {
    this.operand = operand;
    this.normal = opposite.normal;
    this.positive = opposite.positive;
    this.negated = true;
  }

  static @Nullable Operator named(String name) {
    return BY_NAME.get(name);
  }

  Operand operand() {
    return operand;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param field what stands in the field; null if nothing does
  /// @param value what `Operands` made of the operand
  boolean holds(@Nullable Object field, Object value) {
    var known = normal.apply(field);
    return negated != (known != null && positive.test(known, value));
  }

  private static boolean isIn(Object field, Object value) {
    var options = (List<?>) value;
    if (field instanceof Collection<?> elements) {
      return elements.stream().anyMatch(element -> isAmong(Values.normal(element), options));
    }
    return isAmong(field, options);
  }

  private static boolean isAmong(@Nullable Object element, List<?> options) {
    return element != null && options.stream().anyMatch(option -> Values.equal(element, option));
  }

  private static boolean hasWithin(Object field, Object value) {
    if (field instanceof Collection<?> elements) {
      return elements.stream()
          .map(Values::normal)
          .anyMatch(element -> element != null && Values.equal(element, value));
    }
    return field instanceof String text && text.contains(Values.textOf(value));
  }

  private static boolean isBlank(Object field) {
    return switch (field) {
      case String text -> text.isBlank();
      case Collection<?> elements -> elements.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }
}
