package io.tributary.workspaces.domain;

import io.tributary.workspaces.Grant.Window;
import java.time.Duration;
import java.time.Instant;

/// The units of one quota that a node has leased and not handed out yet. Not thread-safe.
public final class HeldUnits {
  /// For so long a quota that was used up is refused, although another node may have given units
  /// back, and nothing is leased in advance.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private Window window;
  private BlockSize size;
  private Instant lastTaken;
  private Instant spentUntil = Instant.MIN;
  private Instant noAdvanceUntil = Instant.MIN;
  private long free;

  public HeldUnits(Window window, Instant now) {
    this.window = window;
    this.size = BlockSize.seed(now);
    this.lastTaken = now;
  }

  /// Comes to a take at `now`: units of a period that is over are gone, and what was used up may
  /// not be any longer if the quota is another one.
  public void enter(Quota quota, Instant now) {
    lastTaken = now;
    if (now.isBefore(window.end())
        && quota.period() == window.period()
        && quota.limit() == window.limit()) {
      return;
    }
    var entered = Window.at(now, quota.period(), quota.limit());
    if (!entered.isSamePeriodAs(window)) {
      free = 0;
    }
    window = entered;
    spentUntil = Instant.MIN;
    noAdvanceUntil = Instant.MIN;
  }

  /// In which the units count.
  public Window window() {
    return window;
  }

  public long free() {
    return free;
  }

  /// Whether a take needs no lease: there are enough units, or there are known to be no more.
  public boolean canAnswer(int units, Instant now) {
    return free >= units || now.isBefore(spentUntil);
  }

  /// @return as many as there are, at most `units`
  public int handOut(int units) {
    var granted = (int) Math.min(free, units);
    free -= granted;
    return granted;
  }

  /// Whether a block should be leased before anybody waits for it.
  public boolean isLow(Instant now) {
    return size.isLow(free) && !now.isBefore(noAdvanceUntil);
  }

  /// @return the size of the block to lease now, in units
  public int nextBlock(Instant now) {
    size = size.next(now);
    return size.units();
  }

  /// Adds what was leased, unless the period has changed meanwhile.
  ///
  /// @param of the period in which it was leased
  /// @param needed units without which somebody waits in vain
  /// @param wanted units to have if there is plenty
  public void add(Window of, long units, long needed, long wanted, Instant now) {
    if (!of.isSamePeriodAs(window)) {
      return;
    }
    free += units;
    if (units < needed) {
      spentUntil = now.plus(PAUSE);
    }
    if (units < wanted) {
      noAdvanceUntil = now.plus(PAUSE);
    }
  }

  /// After a lease that failed.
  public void pause(Instant now) {
    noAdvanceUntil = now.plus(PAUSE);
  }

  /// Takes back units that were handed out, unless their period is over.
  public void giveBack(Window of, int units) {
    if (of.isSamePeriodAs(window)) {
      free += units;
      spentUntil = Instant.MIN;
    }
  }

  /// Lets go of everything if there was no take for `idle`.
  ///
  /// @return units that are worth giving back; none if their period is over
  public long letGo(Duration idle, Instant now) {
    if (now.isBefore(lastTaken.plus(idle))) {
      return 0;
    }
    var units = now.isBefore(window.end()) ? free : 0;
    free = 0;
    return units;
  }

  /// Whether nothing is held and there was no take for a long time.
  public boolean isForgotten(Instant now) {
    return free == 0 && now.isAfter(lastTaken.plus(FORGOTTEN));
  }
}
