package io.tributary.leads.application;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.LeadCommands;
import io.tributary.leads.LeadRef;
import io.tributary.leads.LeadUpdate;
import io.tributary.leads.LeadUpdateResult;
import io.tributary.leads.application.LeadEditor.Request;
import io.tributary.leads.application.LeadEditor.Result;
import io.tributary.leads.domain.LeadChanges;
import java.time.Duration;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class LeadCommandsService implements LeadCommands {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final LeadEditor editor;

  LeadCommandsService(Transactions transactions, LeadEditor editor) {
    this.transactions = transactions;
    this.editor = editor;
  }

  @Override
  public Mono<List<LeadUpdateResult>> update(List<LeadUpdate> updates) {
    if (updates.isEmpty()) {
      return Mono.just(List.of());
    }
    var requests = updates.stream().map(LeadCommandsService::request).toList();
    return transactions
        .asWorker(Mono.defer(() -> editor.edit(requests)))
        .map(results -> results.stream().map(LeadCommandsService::result).toList())
        .onErrorMap(DuplicateKeyException.class, race -> new Overloaded(RETRY_AFTER));
  }

  private static Request request(LeadUpdate update) {
    return new Request(
        new LeadRef(update.workspaceId(), update.leadId()),
        LeadChanges.ofDotted(update.changes()),
        update.actor(),
        version -> {});
  }

  private static LeadUpdateResult result(Result result) {
    var lead = result.lead();
    return new LeadUpdateResult(
        result.request().ref().leadId(),
        lead == null ? null : StoredLeadDirectory.view(lead),
        result.faults());
  }
}
