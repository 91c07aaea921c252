package io.tributary.workspaces.domain;

import io.tributary.kernel.problems.Faults;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What a workspace is made of.
///
/// @param name 1 to 100 characters
/// @param timeZone an IANA name such as `Europe/Berlin`, in which its delays and schedules are
///     meant
public record WorkspaceDraft(String name, String timeZone) {
  private static final int MAX_NAME = 100;

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault
  public static WorkspaceDraft of(@Nullable String name, @Nullable String timeZone) {
    var faults = new Faults();
    var cleanName = Names.clean(name, MAX_NAME, faults.at("name"));
    var zone = timeZone == null ? "UTC" : timeZone;
    if (!isZone(zone)) {
      faults
          .at("timeZone")
          .add("unknown-time-zone", "must be an IANA time zone, such as Europe/Berlin");
    }
    faults.throwIfAny();
    return new WorkspaceDraft(cleanName, zone);
  }

  private static boolean isZone(String zone) {
    try {
      return ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId());
    } catch (DateTimeException unknown) {
      return false;
    }
  }
}
