package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ReturnSlots;
import io.tributary.workflows.application.port.out.executions.SlotStore;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class SlotReturns implements ReturnSlots {
  private final SlotStore store;
  private final Vacancies vacancies;

  SlotReturns(SlotStore store, Vacancies vacancies) {
    this.store = store;
    this.vacancies = vacancies;
  }

  @Override
  public Mono<Void> ended(UUID workspaceId, List<ExecutionRef> executions, Set<UUID> workflows) {
    return store.giveBack(executions).then(vacancies.afterCommit(workspaceId, workflows));
  }
}
