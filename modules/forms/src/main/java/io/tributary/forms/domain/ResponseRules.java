package io.tributary.forms.domain;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks responses against a definition. Made once for a version and used for every response.
public final class ResponseRules {
  /// Data and hidden values together, as JSON in UTF-8.
  public static final int MAX_DATA_BYTES = 64 * 1024;

  /// As JSON in UTF-8.
  public static final int MAX_METADATA_BYTES = 8 * 1024;

  /// Whoever sends thousands of unknown fields is not told of each.
  private static final int MAX_UNKNOWN = FormDefinition.MAX_FIELDS;

  private final Map<String, FormField> shown;
  private final Map<String, FormField> hidden;

  public ResponseRules(FormDefinition definition) {
    Predicate<FormField> isHidden = field -> field.type() instanceof FieldType.Hidden;
    shown = byKey(definition, isHidden.negate());
    hidden = byKey(definition, isHidden);
  }

  private static Map<String, FormField> byKey(
      FormDefinition definition, Predicate<FormField> wanted) {
    return definition.fields().stream()
        .filter(wanted)
        .collect(
            Collectors.toMap(
                field -> field.key().value(), field -> field, (a, b) -> a, LinkedHashMap::new));
  }

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault; a submission
  ///     that is far too large is refused for that alone, before anything costly
  public CheckedResponse check(Submission submission) {
    var faults = new Faults();
    requireSize(submission.data(), submission.hidden(), faults);
    faults.throwIfAny();
    var data = section(shown, submission.data(), faults.at("data"));
    var hiddenValues = section(hidden, submission.hidden(), faults.at("hidden"));
    Metadata.check(submission.metadata(), faults.at("metadata"));
    faults.throwIfAny();
    return new CheckedResponse(data, hiddenValues, submission.metadata());
  }

  /// The fault of data that is too large once it is written down.
  public static Fault dataTooLarge() {
    return new Fault("/data", "too-large", "must be at most " + MAX_DATA_BYTES + " bytes of JSON");
  }

  /// The fault of metadata that is too large once it is written down.
  public static Fault metadataTooLarge() {
    return new Fault(
        "/metadata", "too-large", "must be at most " + MAX_METADATA_BYTES + " bytes of JSON");
  }

  private static void requireSize(Object data, Object hidden, Faults faults) {
    // characters are a lower bound of bytes
    if (Metadata.charsOf(data) + Metadata.charsOf(hidden) > MAX_DATA_BYTES) {
      faults.add(dataTooLarge());
    }
  }

  private static Map<String, Object> section(
      Map<String, FormField> fields, Map<String, @Nullable Object> sent, Faults at) {
    var taken = new LinkedHashMap<String, Object>();
    for (var field : fields.values()) {
      var key = field.key().value();
      var value = ValueCheck.check(field, sent.get(key), at.at(key));
      if (value != null) {
        taken.put(key, value);
      }
    }
    sent.keySet().stream()
        .filter(key -> !fields.containsKey(key))
        .limit(MAX_UNKNOWN)
        .forEach(key -> at.at(key).add("unknown-field", "is no field of this form"));
    return taken;
  }
}
