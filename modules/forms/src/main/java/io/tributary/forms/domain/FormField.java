package io.tributary.forms.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question of a form.
///
/// @param label what is asked; a hidden field's is its key unless it has one
/// @param help a hint below the input
/// @param placeholder a hint inside the input
public record FormField(
    FieldKey key,
    String label,
    @Nullable String help,
    @Nullable String placeholder,
    boolean required,
    FieldType type) {

  /// The field as it is written down.
  public FieldDraft toDraft() {
    return switch (type) {
      case FieldType.Text(var rules) -> textDraft(rules);
      case FieldType.LongText(var rules) -> textDraft(rules);
      case FieldType.Email(var rules) -> textDraft(rules);
      case FieldType.Phone(var rules) -> textDraft(rules);
      case FieldType.Hidden(var rules) -> textDraft(rules);
      case FieldType.Number(var range) -> draft(TextRules.NONE, range.min(), range.max(), null);
      case FieldType.Date(var range) ->
          draft(TextRules.NONE, textOf(range.min()), textOf(range.max()), null);
      case FieldType.Choice(var options) -> choiceDraft(options);
      case FieldType.MultiChoice(var options) -> choiceDraft(options);
      case FieldType.Checkbox() -> draft(TextRules.NONE, null, null, null);
    };
  }

  private FieldDraft textDraft(TextRules rules) {
    return draft(rules, null, null, null);
  }

  private FieldDraft choiceDraft(Options options) {
    return draft(
        TextRules.NONE,
        null,
        null,
        options.list().stream()
            .<FieldDraft.@Nullable OptionDraft>map(
                option -> new FieldDraft.OptionDraft(option.value(), option.label()))
            .toList());
  }

  private FieldDraft draft(
      TextRules rules,
      @Nullable Object min,
      @Nullable Object max,
      @Nullable List<FieldDraft.@Nullable OptionDraft> options) {
    return new FieldDraft(
        key.value(),
        type.kind().name(),
        label,
        help,
        placeholder,
        required,
        rules.minLength(),
        rules.maxLength(),
        min instanceof BigDecimal number ? plain(number) : min,
        max instanceof BigDecimal number ? plain(number) : max,
        rules.pattern() == null ? null : rules.pattern().source(),
        options);
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static @Nullable String textOf(@Nullable LocalDate date) {
    return date == null ? null : date.toString();
  }
}
