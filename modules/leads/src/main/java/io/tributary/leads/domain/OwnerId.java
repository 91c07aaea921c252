package io.tributary.leads.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The member who looks after a lead. Whether there is such a member is not checked: members are
/// not known here, so any UUID is taken.
public record OwnerId(UUID value) {

  /// Null if `raw` is no UUID in its text form of 36 characters, in lower or upper case.
  public static @Nullable OwnerId of(String raw) {
    try {
      var value = UUID.fromString(raw);
      // shorter groups are taken, too
      return value.toString().equalsIgnoreCase(raw) ? new OwnerId(value) : null;
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }
}
