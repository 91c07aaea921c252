package io.tributary.kernel.web;

import io.tributary.kernel.problems.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/// Notes what does not fit and lets reading go on.
final class FaultCollector extends DeserializationProblemHandler {
  private final String attribute;

  FaultCollector(String attribute) {
    this.attribute = attribute;
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      ValueDeserializer<?> deserializer,
      Object beanOrClass,
      String property) {
    if (!note(context, parser.streamReadContext(), "unknown-property", "is not known here")) {
      return false;
    }
    parser.skipChildren();
    return true;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType target,
      JsonToken token,
      JsonParser parser,
      @Nullable String message) {
    // the context of an array or object that begins here is already the inner one
    var at =
        token.isStructStart() ? parser.streamReadContext().getParent() : parser.streamReadContext();
    if (!note(context, at, "wrong-type", "must be " + named(target.getRawClass()))) {
      return NOT_HANDLED;
    }
    parser.skipChildren();
    return null;
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> target, String value, @Nullable String message) {
    return wrong(context, target);
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> target, Number value, @Nullable String message) {
    return wrong(context, target);
  }

  private @Nullable Object wrong(DeserializationContext context, Class<?> target) {
    var parser = context.getParser();
    return note(context, parser.streamReadContext(), "wrong-type", "must be " + named(target))
        ? null
        : NOT_HANDLED;
  }

  @SuppressWarnings("unchecked") // the decoder alone sets it
  private boolean note(
      DeserializationContext context, TokenStreamContext at, String code, String message) {
    var faults = (List<Fault>) context.getAttribute(attribute);
    if (faults == null) {
      return false;
    }
    faults.add(new Fault(at.pathAsPointer().toString(), code, message));
    return true;
  }

  private static String named(Class<?> target) {
    if (target.isEnum()) {
      return "one of " + List.of(target.getEnumConstants());
    }
    if (target == String.class) {
      return "a text";
    }
    if (target == boolean.class || target == Boolean.class) {
      return "true or false";
    }
    if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
      return "a number";
    }
    if (Iterable.class.isAssignableFrom(target) || target.isArray()) {
      return "a list";
    }
    return target.getPackageName().startsWith("java.")
            && !java.util.Map.class.isAssignableFrom(target)
        ? "a valid " + target.getSimpleName()
        : "an object";
  }
}
