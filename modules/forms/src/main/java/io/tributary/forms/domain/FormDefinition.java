package io.tributary.forms.domain;

import io.tributary.kernel.problems.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a form asks: checked, so that every response to it can be.
///
/// Limits may be loosened but never tightened: versions that were published under today's are read
/// back through them.
public record FormDefinition(String title, @Nullable String description, List<FormField> fields) {
  public static final int MAX_FIELDS = 200;
  static final int MAX_TITLE = 200;
  static final int MAX_DESCRIPTION = 5_000;

  public FormDefinition {
    fields = List.copyOf(fields);
  }

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault of the draft
  public static FormDefinition of(FormDraft draft) {
    var faults = new Faults();
    var title = Texts.required(draft.title(), MAX_TITLE, faults.at("title"));
    var description =
        Texts.optional(draft.description(), MAX_DESCRIPTION, faults.at("description"));
    var fields = fieldsOf(draft.fields(), faults.at("fields"));
    faults.throwIfAny();
    return new FormDefinition(title, description, fields);
  }

  private static List<FormField> fieldsOf(@Nullable List<@Nullable FieldDraft> drafts, Faults at) {
    var fields = new ArrayList<FormField>();
    if (drafts == null) {
      at.add("required", "must be a list of fields; it may be empty");
      return fields;
    }
    if (!at.require(
        drafts.size() <= MAX_FIELDS, "too-many", "must be at most " + MAX_FIELDS + " fields")) {
      return fields;
    }
    var keys = new HashSet<String>();
    for (int i = 0; i < drafts.size(); i++) {
      var field = FieldReader.read(drafts.get(i), at.at(i));
      if (field != null) {
        at.at(i)
            .at("key")
            .require(
                keys.add(field.key().value()), "duplicate", "is the key of another field, too");
        fields.add(field);
      }
    }
    return fields;
  }
}
