package io.tributary.forms.application;

import io.tributary.forms.application.port.in.VisitForms.Receipt;
import io.tributary.forms.application.port.out.SubmissionStore.NewResponse;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Problem;
import io.tributary.workspaces.Grant;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.Quotas;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Lets each stored response cost its workspace one unit of its quota.
@Component
class MeteredSubmissions {
  private final Quotas quotas;
  private final SubmissionWriter writer;

  MeteredSubmissions(Quotas quotas, SubmissionWriter writer) {
    this.quotas = quotas;
    this.writer = writer;
  }

  /// Signals `QuotaExceeded` before anything is written, and what the writer signals. The unit is
  /// taken when this is called, unless that needs a query.
  Mono<Receipt> submit(NewResponse response) {
    var workspace = new WorkspaceId(response.workspaceId());
    var grant = quotas.takeNow(workspace, QuotaKey.SUBMISSIONS, 1);
    return grant == null
        ? quotas.take(workspace, QuotaKey.SUBMISSIONS, 1).flatMap(taken -> submit(response, taken))
        : submit(response, grant);
  }

  private Mono<Receipt> submit(NewResponse response, Grant grant) {
    if (!grant.isLimited()) {
      return writer.submit(response);
    }
    if (grant.units() == 0) {
      return Mono.error(grant.refusal());
    }
    return writer
        .submit(response)
        .doOnNext(
            receipt -> {
              if (receipt.replayed()) {
                quotas.giveBack(grant, 1);
              }
            })
        // another failure leaves open whether the response was committed: it counts
        .doOnError(Problem.class, refusal -> quotas.giveBack(grant, 1));
  }
}
