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
import tools.jackson.databind.deser.ValueInstantiator;

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
    if (!note(context, pointerTo(property, parser), "unknown-property", "is not known here")) {
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
    if (!note(
        context,
        at.pathAsPointer().toString(),
        "wrong-type",
        "must be " + named(target.getRawClass()))) {
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

  /// A number or text where an object or list belongs.
  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> target,
      @Nullable ValueInstantiator instantiator,
      JsonParser parser,
      @Nullable String message) {
    return wrong(context, target);
  }

  private @Nullable Object wrong(DeserializationContext context, Class<?> target) {
    var parser = context.getParser();
    return note(
            context,
            parser.streamReadContext().pathAsPointer().toString(),
            "wrong-type",
            "must be " + named(target))
        ? null
        : NOT_HANDLED;
  }

  @SuppressWarnings("unchecked") // the decoder alone sets it
  private boolean note(
      DeserializationContext context, String pointer, String code, String message) {
    var faults = (List<Fault>) context.getAttribute(attribute);
    if (faults == null) {
      return false;
    }
    faults.add(new Fault(pointer, code, message));
    return true;
  }

  /// A record's unknown properties are handed over from a buffer, after its last property was read:
  /// the place is that of the object around, and the name the given one.
  private static String pointerTo(String property, JsonParser parser) {
    TokenStreamContext at = parser.streamReadContext();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      at = at.getParent();
    }
    while (at != null && !at.inObject()) {
      at = at.getParent();
    }
    var around =
        at == null || at.getParent() == null ? "" : at.getParent().pathAsPointer().toString();
    return around + "/" + property.replace("~", "~0").replace("/", "~1");
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
