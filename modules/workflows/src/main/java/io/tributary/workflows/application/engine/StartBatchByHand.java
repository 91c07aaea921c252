package io.tributary.workflows.application.engine;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.LeadDirectory;
import io.tributary.leads.LeadRef;
import io.tributary.leads.LeadView;
import io.tributary.workflows.application.engine.Wishes.Checked;
import io.tributary.workflows.application.engine.Wishes.Target;
import io.tributary.workflows.application.port.in.executions.StartBatch;
import io.tributary.workflows.application.port.in.executions.StartExecution.Wish;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.Started;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class StartBatchByHand implements StartBatch {
  private final Wishes wishes;
  private final ExecutionStarts stored;
  private final FirstRuns starts;
  private final LeadDirectory leads;
  private final Transactions transactions;

  StartBatchByHand(
      Wishes wishes,
      ExecutionStarts stored,
      FirstRuns starts,
      LeadDirectory leads,
      Transactions transactions) {
    this.wishes = wishes;
    this.stored = stored;
    this.starts = starts;
    this.leads = leads;
    this.transactions = transactions;
  }

  @Override
  public Mono<List<Result>> start(WorkspaceId workspace, UUID workflowId, List<Wish> wanted) {
    return Mono.defer(
        () -> {
          var items = IntStream.range(0, wanted.size()).mapToObj(i -> item(i, wanted)).toList();
          return transactions.asWorker(
              wishes
                  .workflow(workspace.value(), workflowId)
                  .flatMap(current -> start(workspace.value(), workflowId, current, items)));
        });
  }

  private Item item(int index, List<Wish> wanted) {
    var faults = new Faults();
    var at = faults.at("items").at(index);
    var checked = wishes.check(wanted.get(index), at.at("idempotencyKey"), at);
    return new Item(index, checked, faults.all());
  }

  private Mono<List<Result>> start(
      UUID workspace, UUID workflow, Current current, List<Item> items) {
    var sound = items.stream().filter(item -> item.faults().isEmpty()).toList();
    return find(workspace, workflow, sound)
        .flatMap(
            known -> {
              var unknown =
                  sound.stream().filter(item -> !known.containsKey(item.startKey())).toList();
              return unknown.isEmpty()
                  ? Mono.just(results(items, known, Set.of()))
                  : wishes
                      .target(workspace, workflow, current)
                      .flatMap(target -> startNew(target, items, unknown, known));
            });
  }

  private Mono<Map<String, Started>> find(UUID workspace, UUID workflow, List<Item> items) {
    var keys =
        items.stream()
            .filter(item -> item.checked().wish().idempotencyKey() != null)
            .map(Item::startKey)
            .distinct()
            .toList();
    return keys.isEmpty() ? Mono.just(Map.of()) : stored.find(workspace, workflow, keys);
  }

  private Mono<List<Result>> startNew(
      Target target, List<Item> items, List<Item> unknown, Map<String, Started> known) {
    return missingLeads(target.workspaceId(), unknown)
        .flatMap(
            missing -> {
              // of those with the same key the first
              var first = new LinkedHashMap<String, NewExecution>();
              unknown.stream()
                  .filter(item -> !item.isFor(missing))
                  .forEach(
                      item ->
                          first.computeIfAbsent(
                              item.startKey(), key -> wishes.execution(item.checked(), target)));
              return begin(target, first, known)
                  .map(begun -> results(items, begun.all(), begun.now()));
            });
  }

  /// @param wanted by the keys of their items
  private Mono<Begun> begin(
      Target target, Map<String, NewExecution> wanted, Map<String, Started> known) {
    if (wanted.isEmpty()) {
      return Mono.just(new Begun(known, Set.of()));
    }
    return starts
        .begin(List.copyOf(wanted.values()))
        .flatMap(
            fresh -> {
              var begun = fresh.stream().map(NewExecution::id).collect(toUnmodifiableSet());
              var all = new LinkedHashMap<>(known);
              var now = new HashSet<String>();
              var between = new ArrayList<String>();
              wanted.forEach(
                  (key, execution) -> {
                    if (begun.contains(execution.id())) {
                      all.put(key, new Started(execution.id(), execution.fingerprint()));
                      now.add(key);
                    } else {
                      between.add(key);
                    }
                  });
              return between.isEmpty()
                  ? Mono.just(new Begun(all, now))
                  // other requests with these keys came between
                  : stored
                      .find(target.workspaceId(), target.workflowId(), between)
                      .doOnNext(all::putAll)
                      .thenReturn(new Begun(all, now));
            });
  }

  private Mono<Set<UUID>> missingLeads(UUID workspace, List<Item> items) {
    var wanted =
        items.stream()
            .<UUID>mapMulti(
                (item, sink) -> {
                  var lead = item.checked().wish().leadId();
                  if (lead != null) {
                    sink.accept(lead);
                  }
                })
            .collect(toUnmodifiableSet());
    return wanted.isEmpty()
        ? Mono.just(Set.of())
        : leads
            .find(wanted.stream().map(lead -> new LeadRef(workspace, lead)).toList())
            .map(
                found -> {
                  var there = found.stream().map(LeadView::leadId).collect(toUnmodifiableSet());
                  return wanted.stream()
                      .filter(lead -> !there.contains(lead))
                      .collect(toUnmodifiableSet());
                });
  }

  /// @param now keys of what this batch started; the first item with such a key did
  private static List<Result> results(
      List<Item> items, Map<String, Started> known, Set<String> now) {
    var left = new HashSet<>(now);
    var results = new ArrayList<Result>();
    for (var item : items) {
      results.add(result(item, known, left));
    }
    return results;
  }

  private static Result result(Item item, Map<String, Started> known, Set<String> now) {
    if (!item.faults().isEmpty()) {
      return new Result.Faulty(item.faults());
    }
    var started = known.get(item.startKey());
    if (started != null && Objects.equals(item.checked().fingerprint(), started.fingerprint())) {
      return new Result.Begun(started.executionId(), now.remove(item.startKey()));
    }
    return started == null
        ? new Result.Faulty(List.of(fault(item, "leadId", "not-found", "no such lead")))
        : new Result.KeyReused(
            fault(item, "idempotencyKey", "key-reused", "was used for something else"));
  }

  private static Fault fault(Item item, String property, String code, String message) {
    return new Fault("/items/" + item.index() + "/" + property, code, message);
  }

  /// @param faults that are found without the database
  private record Item(int index, Checked checked, List<Fault> faults) {
    String startKey() {
      return checked.startKey();
    }

    boolean isFor(Set<UUID> leads) {
      var lead = checked.wish().leadId();
      return lead != null && leads.contains(lead);
    }
  }

  /// @param now keys of those that were started now
  private record Begun(Map<String, Started> all, Set<String> now) {}
}
