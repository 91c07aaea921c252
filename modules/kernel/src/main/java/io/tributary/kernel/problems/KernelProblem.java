package io.tributary.kernel.problems;

import java.time.Duration;
import java.util.List;

/// What any module may answer.
public abstract sealed class KernelProblem extends Problem {
  private KernelProblem(String message) {
    super(message);
  }

  /// The input breaks rules; every broken one is named. 400.
  public static final class InvalidInput extends KernelProblem {
    private final transient List<Fault> faults;

    public InvalidInput(List<Fault> faults) {
      super(
          faults.size() == 1
              ? faults.getFirst().message()
              : faults.size() + " faults in the input");
      this.faults = List.copyOf(faults);
    }

    public static InvalidInput of(String pointer, String code, String message) {
      return new InvalidInput(List.of(new Fault(pointer, code, message)));
    }

    public List<Fault> faults() {
      return faults;
    }
  }

  /// Nobody knows who is calling. 401.
  public static final class Unauthenticated extends KernelProblem {
    public Unauthenticated() {
      super("a valid bearer token is needed");
    }
  }

  /// The caller is known and may not. 403.
  public static final class PermissionMissing extends KernelProblem {
    private final String permission;

    public PermissionMissing(String permission) {
      super("the permission '" + permission + "' is needed");
      this.permission = permission;
    }

    public String permission() {
      return permission;
    }
  }

  /// There is no such thing, or it belongs to somebody else, which is not told apart. 404.
  public static final class NotFound extends KernelProblem {
    private final String kind;

    /// @param kind what was looked for, such as `lead`
    public NotFound(String kind) {
      super("no such " + kind);
      this.kind = kind;
    }

    public String kind() {
      return kind;
    }
  }

  /// The entity changed since the caller read it; nothing was written. 412 if the version came as
  /// `If-Match`, else 409.
  public static final class StaleVersion extends KernelProblem {
    private final boolean precondition;
    private final int current;

    public StaleVersion(boolean precondition, int current) {
      super("changed meanwhile; its version is now " + current);
      this.precondition = precondition;
      this.current = current;
    }

    public boolean precondition() {
      return precondition;
    }

    public int current() {
      return current;
    }
  }

  /// A write that replaces the whole needs to say which version it replaces. 428.
  public static final class VersionMissing extends KernelProblem {
    public VersionMissing() {
      super("say which version you change: send its ETag as If-Match");
    }
  }

  /// The same `Idempotency-Key` came with another body. 422.
  public static final class IdempotencyKeyReused extends KernelProblem {
    public IdempotencyKeyReused() {
      super("this Idempotency-Key was used with another body");
    }
  }

  /// The thing is in a state that does not allow this. 409.
  public static final class NotInState extends KernelProblem {
    private final String state;

    public NotInState(String message, String state) {
      super(message);
      this.state = state;
    }

    public String state() {
      return state;
    }
  }

  /// More is asked than can be done now; nothing was written. 503 with `Retry-After`.
  public static final class Overloaded extends KernelProblem {
    private final transient Duration retryAfter;

    public Overloaded(Duration retryAfter) {
      super("too busy; try again after a moment");
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }
}
