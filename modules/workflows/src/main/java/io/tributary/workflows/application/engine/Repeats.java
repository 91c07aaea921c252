package io.tributary.workflows.application.engine;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.RepeatExecutions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class Repeats implements RepeatExecutions {
  private final Starts starts;

  Repeats(Starts starts) {
    this.starts = starts;
  }

  @Override
  public Mono<Set<UUID>> start(List<NewExecution> executions) {
    return executions.isEmpty()
        ? Mono.just(Set.of())
        : starts
            .insert(executions)
            .map(started -> started.stream().map(NewExecution::id).collect(toUnmodifiableSet()));
  }
}
