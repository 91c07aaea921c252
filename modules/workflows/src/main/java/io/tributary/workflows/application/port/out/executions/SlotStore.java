package io.tributary.workflows.application.port.out.executions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The slots of what has a limit. All inside a worker's transaction.
///
/// The order in which locks are taken is: places in the queue; scopes, in the order of their keys;
/// slots of executions whose places are held. Whoever holds a scope asks for further places only
/// where nobody holds them (`SKIP LOCKED`), so that nobody waits crosswise.
public interface SlotStore {
  /// Locks scopes until the transaction ends; they need not be there.
  Mono<Void> lock(Set<Scope> scopes);

  /// How full the scopes are, each counted up to its limit.
  Mono<Map<Scope, Usage>> usage(Map<Scope, Integer> limits);

  /// How the executions stand: one for each slot that one has or waits for, or one without a slot.
  Mono<List<Standing>> of(List<ExecutionRef> executions);

  /// The slots that those have who wait for the executions, directly or not, by execution.
  Mono<Map<ExecutionRef, Set<Scope>>> ofParents(List<ExecutionRef> executions);

  /// Stores slots of executions whose places in the queue the transaction holds.
  Mono<Void> put(List<Slot> slots);

  /// Lets executions wait whose places in the queue the transaction holds.
  Mono<Void> wait(List<Waiting> waiting);

  /// How many later executions have slots of the scope of each newcomer.
  ///
  /// @param upTo where counting ends, by scope
  /// @return by the newcomer's id
  Mono<Map<UUID, Integer>> later(List<Newcomer> newcomers, Map<Scope, Integer> upTo);

  /// Picks those that have had their slots longest of the executions before the newcomers, passing
  /// over `except` and whom somebody else holds, and locks their places in the queue.
  ///
  /// @param wanted the last newcomer of each scope, and at most how many have to give way
  Mono<List<Slot>> longest(Map<Newcomer, Integer> wanted, List<ExecutionRef> except);

  /// Gives back all slots of executions that ended, and forgets what they waited for.
  Mono<Void> giveBack(List<ExecutionRef> executions);

  /// Gives slots to those that wait for them, higher priorities first and then the oldest, passing
  /// over whom somebody else holds, and makes them due. The transaction has locked the scopes.
  ///
  /// @param free at most how many of each scope
  /// @return how many got one
  Mono<Long> takeUp(Map<Scope, Integer> free);

  /// Scopes that somebody waits for.
  Mono<List<Scope>> wanted();

  /// Removes slots of executions that have ended. Nobody leaves any; if somebody did, the workflow
  /// would stand still for ever.
  Mono<Long> sweep();

  /// How many executions wait for a slot, counted up to 100,000.
  Mono<Long> countHeld();

  /// @param id of the workflow, or of the workspace for all of its executions
  record Scope(UUID workspaceId, UUID id) {}

  /// @param held whether the execution only waits for it
  /// @param priority 0 goes before 1 and 1 before 2
  record Slot(Scope scope, UUID executionId, boolean held, int priority) {
    public ExecutionRef execution() {
      return new ExecutionRef(scope.workspaceId(), executionId);
    }
  }

  /// An execution for which others may have to give way.
  record Newcomer(Scope scope, UUID executionId) {}

  /// @param scope of a slot; null if the execution neither has one nor waits for one
  /// @param held whether it waits for the slot
  record Standing(ExecutionRef execution, int priority, @Nullable Scope scope, boolean held) {}

  /// @param held how many wait, by priority; counted up to the limit
  record Usage(int taken, List<Integer> held) {}

  /// @param due when the engine looks at it again, from now; null if only a slot brings it on
  record Waiting(ExecutionRef execution, @Nullable Duration due) {}
}
