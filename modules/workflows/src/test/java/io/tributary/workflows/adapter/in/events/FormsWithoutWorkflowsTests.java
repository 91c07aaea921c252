package io.tributary.workflows.adapter.in.events;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.events.LeadCaptured;
import io.tributary.testsupport.ModuleTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Most forms trigger nothing, and then their events are free.
@ModuleTest
class FormsWithoutWorkflowsTests {
  @Autowired LeadTriggers listener;
  @Autowired Transactions transactions;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

  @Test
  void the_second_event_of_a_form_that_triggers_nothing_costs_no_query() {
    var form = UUID.randomUUID();
    transactions.asWorker(listener.on(List.of(event(form)))).block();

    assertThatCode(() -> withoutDatabase(event(form))).doesNotThrowAnyException();
  }

  @Test
  void the_first_one_asks_the_database() {
    assertThatIllegalStateException().isThrownBy(() -> withoutDatabase(event(UUID.randomUUID())));
  }

  /// Whoever would query as a worker does is refused here, within a transaction of another kind.
  private void withoutDatabase(LeadCaptured event) {
    transactions.inWorkspace(workspace, listener.on(List.of(event, event))).block();
  }

  private LeadCaptured event(UUID form) {
    return new LeadCaptured(
        UUID.randomUUID(),
        workspace.value(),
        Instant.EPOCH,
        UUID.randomUUID(),
        form,
        1,
        UUID.randomUUID(),
        true);
  }
}
