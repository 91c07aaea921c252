package io.tributary.workflows.domain.connections;

import io.tributary.kernel.problems.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The values of a credential, checked for its kind. Its text shows no secret.
///
/// @param open those that may be shown, by name
/// @param secret the others; empty where a change keeps the stored ones
public record CredentialValues(Map<String, String> open, Map<String, String> secret) {
  // what can stand in a header without being encoded
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]*");
  private static final Pattern VISIBLE_WITH_BLANKS =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

  public CredentialValues {
    open = Map.copyOf(open);
    secret = Map.copyOf(secret);
  }

  /// Adds every fault of `given`; no fault repeats a value.
  ///
  /// @param secretNeeded whether the secret part must be there
  public static CredentialValues checked(
      CredentialKind kind, Map<String, @Nullable String> given, boolean secretNeeded, Faults at) {
    given.keySet().stream()
        .filter(name -> kind.part(name).isEmpty())
        .forEach(name -> at.at(name).add("unknown-property", "is not known to this kind"));
    var open = new LinkedHashMap<String, String>();
    var secret = new LinkedHashMap<String, String>();
    for (var part : kind.parts()) {
      var value = given.get(part.name());
      var here = at.at(part.name());
      if (value == null || value.isEmpty()) {
        here.require(!part.required() || part.secret() && !secretNeeded, "required", "is missing");
      } else {
        check(kind, part, value, here);
        (part.secret() ? secret : open).put(part.name(), value);
      }
    }
    return new CredentialValues(open, secret);
  }

  private static void check(
      CredentialKind kind, CredentialKind.Part part, String value, Faults at) {
    at.require(
        value.length() <= part.maxChars(),
        "too-long",
        "must be at most " + part.maxChars() + " characters");
    at.require(
        value.chars().noneMatch(Character::isISOControl),
        "invalid-character",
        "must not contain control characters");
    switch (kind) {
      case BASIC ->
          at.require(
              part.secret() || value.indexOf(':') < 0,
              "invalid-character",
              "must not contain a colon");
      case BEARER -> visible(value, VISIBLE, at);
      case HEADER -> {
        if (part.secret()) {
          visible(value, VISIBLE_WITH_BLANKS, at);
        } else {
          at.require(
              HeaderNames.SHAPE.matcher(value).matches(), "not-a-name", "is no header's name");
          at.require(!HeaderNames.isReserved(value), "reserved", "cannot be set");
        }
      }
      case OAUTH2_CLIENT_CREDENTIALS -> {}
    }
  }

  private static void visible(String value, Pattern shape, Faults at) {
    at.require(
        shape.matcher(value).matches(),
        "invalid-character",
        "must be visible ASCII, as a header can carry it");
  }

  @Override
  public String toString() {
    return "CredentialValues" + open;
  }
}
