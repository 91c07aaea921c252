package io.tributary.kernel.conditions;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import io.tributary.kernel.problems.Faults;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in plain words what is wrong with an expression, and where.
final class CelFaults {
  static final String CODE = "invalid-expression";

  private static final int MAX_FAULTS = 5;
  private static final int MAX_QUOTED = 40;

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*?)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '(.*?)' applied to '(.*?)' .*");
  private static final Pattern NO_FIELDS =
      Pattern.compile("type '(.*?)' does not support field selection.*");
  private static final Pattern UNREADABLE =
      Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched input|extraneous input|no viable alternative at input|missing .*? at)"
              + " '(.*?)'(?: expecting .*)?",
          Pattern.DOTALL);

  private final Faults at;

  CelFaults(Faults at) {
    this.at = at;
  }

  void add(String message) {
    at.add(CODE, message);
  }

  void add(CelSourceLocation where, String message) {
    add(position(where) + ": " + message);
  }

  void add(String source, List<CelIssue> issues) {
    if (source.isBlank()) {
      add("must not be empty");
      return;
    }
    issues.stream()
        .limit(MAX_FAULTS)
        .forEach(issue -> add(issue.getSourceLocation(), inWords(issue, source)));
  }

  /// `line 1, column 5`, both counted from 1, columns in code points.
  static String position(CelSourceLocation where) {
    return "line "
        + Math.max(1, where.getLine())
        + ", column "
        + (Math.max(0, where.getColumn()) + 1);
  }

  /// A type's name as people write it.
  static String plain(String types) {
    return types
        .replace("google.protobuf.Timestamp", "timestamp")
        .replace("google.protobuf.Duration", "duration");
  }

  private static String inWords(CelIssue issue, String source) {
    var message = issue.getMessage();
    Matcher match;
    if ((match = UNDECLARED.matcher(message)).matches()) {
      return isCall(source, issue.getSourceLocation())
          ? "there is no function " + quoted(match.group(1))
          : quoted(match.group(1)) + " is not known; known are " + known();
    }
    if ((match = OVERLOAD.matcher(message)).matches()) {
      return operator(match.group(1)) + " does not take " + plain(match.group(2));
    }
    if ((match = NO_FIELDS.matcher(message)).matches()) {
      return "a value of type " + plain(match.group(1)) + " has no fields";
    }
    if ((match = UNREADABLE.matcher(message)).matches()) {
      return quoted(match.group(1)) + " cannot be read here";
    }
    if ((match = UNEXPECTED.matcher(message)).matches()) {
      return match.group(1).equals("<EOF>")
          ? "ends too early"
          : quoted(match.group(1)) + " is not expected here";
    }
    return byBeginning(message);
  }

  private static String byBeginning(String message) {
    if (message.startsWith("Expression recursion limit")) {
      return "nests or chains more than " + Expressions.MAX_NESTING + " levels deep";
    }
    if (message.startsWith("The argument must be a simple name")) {
      return "must be a simple name, as x in map(x, x + 1)";
    }
    if (message.startsWith("invalid argument to has()")) {
      return "has() takes a field, as in has(lead.email)";
    }
    return message.startsWith("For input string")
        ? "is not a number of at most 64 bits"
        : "is not a valid expression";
  }

  private static String known() {
    return String.join(", ", Expressions.ROOTS);
  }

  /// The fault of an unknown function stands at its bracket, that of an unknown name at its begin.
  private static boolean isCall(String source, CelSourceLocation where) {
    var lines = source.split("\n", -1);
    if (where.getLine() < 1 || where.getLine() > lines.length || where.getColumn() < 0) {
      return false;
    }
    var line = lines[where.getLine() - 1];
    return where.getColumn() < line.codePointCount(0, line.length())
        && line.codePointAt(line.offsetByCodePoints(0, where.getColumn())) == '(';
  }

  /// `_+_` is `+` to those who write it, and `@in` is `in`.
  private static String operator(String function) {
    return switch (function) {
      case "_?_:_" -> "'? :'";
      case "_[_]" -> "'[ ]'";
      default -> quoted(function.replaceAll("^[_@]|_$", ""));
    };
  }

  private static String quoted(String text) {
    var line = text.strip().replaceAll("\\p{Cntrl}", " ");
    return line.codePointCount(0, line.length()) <= MAX_QUOTED
        ? "'" + line + "'"
        : "'" + line.substring(0, line.offsetByCodePoints(0, MAX_QUOTED)) + "…'";
  }
}
