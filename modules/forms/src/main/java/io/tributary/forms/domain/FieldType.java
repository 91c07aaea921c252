package io.tributary.forms.domain;

/// What a field takes, with its rules.
public sealed interface FieldType {
  record Text(TextRules rules) implements FieldType {}

  record LongText(TextRules rules) implements FieldType {}

  record Email(TextRules rules) implements FieldType {}

  record Phone(TextRules rules) implements FieldType {}

  record Number(NumberRange range) implements FieldType {}

  record Choice(Options options) implements FieldType {}

  record MultiChoice(Options options) implements FieldType {}

  record Checkbox() implements FieldType {}

  record Date(DateRange range) implements FieldType {}

  record Hidden(TextRules rules) implements FieldType {}

  default FieldKind kind() {
    return switch (this) {
      case Text _ -> FieldKind.TEXT;
      case LongText _ -> FieldKind.LONG_TEXT;
      case Email _ -> FieldKind.EMAIL;
      case Phone _ -> FieldKind.PHONE;
      case Number _ -> FieldKind.NUMBER;
      case Choice _ -> FieldKind.CHOICE;
      case MultiChoice _ -> FieldKind.MULTI_CHOICE;
      case Checkbox _ -> FieldKind.CHECKBOX;
      case Date _ -> FieldKind.DATE;
      case Hidden _ -> FieldKind.HIDDEN;
    };
  }
}
