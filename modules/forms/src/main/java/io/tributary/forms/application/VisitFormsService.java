package io.tributary.forms.application;

import io.tributary.forms.application.port.in.VisitForms;
import io.tributary.forms.application.port.out.SubmissionStore.KeyRef;
import io.tributary.forms.application.port.out.SubmissionStore.NewResponse;
import io.tributary.forms.domain.CheckedResponse;
import io.tributary.forms.domain.PublishedForm;
import io.tributary.forms.domain.ResponseRules;
import io.tributary.forms.domain.Submission;
import io.tributary.forms.domain.SubmissionDigest;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.Problem;
import io.tributary.workspaces.WorkspacesProblem.QuotaExceeded;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class VisitFormsService implements VisitForms {
  private final PublishedForms published;
  private final SubmissionWriter writer;
  private final MeteredSubmissions submissions;
  private final IdGenerator ids;
  private final JsonText json;

  VisitFormsService(
      PublishedForms published,
      SubmissionWriter writer,
      MeteredSubmissions submissions,
      IdGenerator ids,
      JsonText json) {
    this.published = published;
    this.writer = writer;
    this.submissions = submissions;
    this.ids = ids;
    this.json = json;
  }

  @Override
  public Mono<PublishedForm> show(String formKey) {
    return published.find(formKey).switchIfEmpty(Mono.error(() -> new NotFound("form")));
  }

  @Override
  public Mono<Receipt> submit(
      String formKey, Submission submission, @Nullable String idempotencyKey) {
    return show(formKey).flatMap(form -> submit(form, submission, idempotencyKey));
  }

  private Mono<Receipt> submit(
      PublishedForm form, Submission submission, @Nullable String idempotencyKey) {
    var hash = idempotencyKey == null ? "" : SubmissionDigest.of(submission);
    NewResponse response;
    try {
      response = responseTo(form, form.rules().check(submission), idempotencyKey, hash);
    } catch (InvalidInput refusal) {
      return idempotencyKey == null
          ? Mono.error(refusal)
          : earlierOr(refusal, form, idempotencyKey, hash);
    }
    var receipt = submissions.submit(response);
    return idempotencyKey == null
        ? receipt
        : receipt.onErrorResume(
            QuotaExceeded.class, refusal -> earlierOr(refusal, form, idempotencyKey, hash));
  }

  /// A repeat of what was accepted before gets its answer even if the form as it is today would
  /// refuse it, or the workspace's quota is used up by now.
  private Mono<Receipt> earlierOr(
      Problem refusal, PublishedForm form, String idempotencyKey, String hash) {
    return writer
        .earlier(new KeyRef(form.workspaceId(), form.formId(), idempotencyKey), hash)
        .switchIfEmpty(Mono.error(refusal));
  }

  private NewResponse responseTo(
      PublishedForm form, CheckedResponse checked, @Nullable String idempotencyKey, String hash) {
    var data = json.write(checked.data());
    var hidden = json.write(checked.hidden());
    var metadata = json.write(checked.metadata());
    requireSizes(data, hidden, metadata);
    var id = ids.next();
    return new NewResponse(
        form.workspaceId(),
        id,
        form.formId(),
        form.version(),
        data,
        hidden,
        metadata,
        IdWindow.timeOf(id),
        idempotencyKey,
        hash);
  }

  private static void requireSizes(String data, String hidden, String metadata) {
    var faults = new Faults();
    if (bytesOf(data) + bytesOf(hidden) > ResponseRules.MAX_DATA_BYTES) {
      faults.add(ResponseRules.dataTooLarge());
    }
    if (bytesOf(metadata) > ResponseRules.MAX_METADATA_BYTES) {
      faults.add(ResponseRules.metadataTooLarge());
    }
    faults.throwIfAny();
  }

  private static int bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
