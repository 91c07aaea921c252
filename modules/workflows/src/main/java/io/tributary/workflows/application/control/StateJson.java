package io.tributary.workflows.application.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.Marking;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Writes states that somebody edited, within what an execution may hold.
@Component
final class StateJson {
  private static final Pattern ZERO = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

  private final JsonText json;

  StateJson(JsonText json) {
    this.json = json;
  }

  Written write(ExecutionState state, Marking marking) {
    var written = new Written(json.write(state), json.write(marking));
    if (written.state().getBytes(UTF_8).length + written.marking().getBytes(UTF_8).length
        > ExecutionState.MAX_BYTES) {
      throw InvalidInput.of(
          "", "too-large", "the state needs more than " + ExecutionState.MAX_BYTES + " bytes");
    }
    requireStorable(written.state());
    return written;
  }

  /// @throws InvalidInput if they are too large together, or a text contains the character zero
  void requireStorable(ExecutionState state, Marking marking) {
    write(state, marking);
  }

  /// What the database takes.
  ///
  /// @throws InvalidInput if a text in it contains the character zero
  String write(Object value) {
    var text = json.write(value);
    requireStorable(text);
    return text;
  }

  private static void requireStorable(String text) {
    if (ZERO.matcher(text).find()) {
      throw InvalidInput.of("", "bad-character", "texts must not contain the character zero");
    }
  }

  record Written(String state, String marking) {}
}
