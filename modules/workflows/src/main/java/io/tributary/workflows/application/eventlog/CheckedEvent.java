package io.tributary.workflows.application.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.in.eventlog.PostEvent.Command;
import io.tributary.workflows.domain.ReceivedEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What was posted, once it keeps the rules.
///
/// @param json of `data`
record CheckedEvent(
    String name, @Nullable String correlationId, Map<String, Object> data, String json) {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault
  static CheckedEvent of(Command command, JsonText json) {
    var faults = new Faults();
    var name = Objects.requireNonNullElse(command.name(), "");
    faults
        .at("name")
        .require(
            ReceivedEvent.NAME.matcher(name).matches(),
            name.isEmpty() ? "required" : "invalid",
            "must be 1 to 100 of a-z, 0-9, '.', '_' and '-', beginning with a letter");
    checkCorrelation(command.correlationId(), faults.at("correlationId"));
    var data = Objects.requireNonNullElse(command.data(), Map.<String, Object>of());
    var text = json.write(data);
    faults
        .at("data")
        .require(
            text.getBytes(UTF_8).length <= ReceivedEvent.MAX_DATA_BYTES,
            "too-large",
            "must be at most " + ReceivedEvent.MAX_DATA_BYTES + " bytes of JSON");
    faults.at("data").require(!hasZero(data), "invalid", "must not hold the character zero");
    var key = command.idempotencyKey();
    if (key != null && !KEY.matcher(key).matches()) {
      faults.add(
          new Fault("Idempotency-Key", "invalid", "must be 1 to 200 visible ASCII characters"));
    }
    faults.throwIfAny();
    return new CheckedEvent(name, command.correlationId(), data, text);
  }

  private static void checkCorrelation(@Nullable String correlation, Faults at) {
    if (correlation == null) {
      return;
    }
    at.require(
        !correlation.isEmpty() && correlation.length() <= ReceivedEvent.MAX_CORRELATION_CHARS,
        "length",
        "must have 1 to " + ReceivedEvent.MAX_CORRELATION_CHARS + " characters");
    at.require(!hasZero(correlation), "invalid", "must not hold the character zero");
  }

  /// The database knows no such character in texts.
  private static boolean hasZero(@Nullable Object value) {
    return switch (value) {
      case String text -> text.indexOf('\0') >= 0;
      case Map<?, ?> map ->
          map.entrySet().stream()
              .anyMatch(entry -> hasZero(entry.getKey()) || hasZero(entry.getValue()));
      case List<?> list -> list.stream().anyMatch(CheckedEvent::hasZero);
      case null, default -> false;
    };
  }
}
