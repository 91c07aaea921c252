package io.tributary.leads.application;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.LeadDirectory;
import io.tributary.leads.LeadRef;
import io.tributary.leads.LeadView;
import io.tributary.leads.application.port.out.LeadReads;
import io.tributary.leads.domain.Lead;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class StoredLeadDirectory implements LeadDirectory {
  private final Transactions transactions;
  private final LeadReads leads;

  StoredLeadDirectory(Transactions transactions, LeadReads leads) {
    this.transactions = transactions;
    this.leads = leads;
  }

  @Override
  public Mono<List<LeadView>> find(List<LeadRef> refs) {
    if (refs.isEmpty()) {
      return Mono.just(List.of());
    }
    return transactions
        .asWorker(leads.find(refs))
        .map(found -> found.stream().map(StoredLeadDirectory::view).toList());
  }

  static LeadView view(Lead lead) {
    return new LeadView(
        lead.workspaceId(),
        lead.id(),
        lead.email(),
        lead.name(),
        lead.company(),
        lead.phone(),
        lead.stage(),
        lead.ownerId(),
        lead.fields(),
        lead.createdAt(),
        lead.version());
  }
}
