package io.tributary.leads.application;

import io.tributary.forms.AcceptedResponse;
import io.tributary.forms.FormDirectory;
import io.tributary.forms.ResponseRef;
import io.tributary.kernel.IdGenerator;
import io.tributary.leads.application.port.in.CaptureResponses;
import io.tributary.leads.application.port.in.LearnFormFields.FormVersion;
import io.tributary.leads.application.port.out.ActivityStore;
import io.tributary.leads.application.port.out.LeadStore;
import io.tributary.leads.application.port.out.LeadStore.Candidate;
import io.tributary.leads.application.port.out.LeadStore.Captured;
import io.tributary.leads.application.port.out.LeadStore.FieldValues;
import io.tributary.leads.domain.Capture;
import io.tributary.leads.domain.FormMapping;
import io.tributary.leads.domain.LeadSchema;
import io.tributary.leads.domain.Submission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class CaptureResponsesService implements CaptureResponses {
  private final FormDirectory forms;
  private final FormMappings mappings;
  private final LeadSchemas schemas;
  private final LeadStore leads;
  private final ActivityStore activities;
  private final CaptureRecords records;
  private final IdGenerator ids;
  private final Clock clock;

  CaptureResponsesService(
      FormDirectory forms,
      FormMappings mappings,
      LeadSchemas schemas,
      LeadStore leads,
      ActivityStore activities,
      CaptureRecords records,
      IdGenerator ids,
      Clock clock) {
    this.forms = forms;
    this.mappings = mappings;
    this.schemas = schemas;
    this.leads = leads;
    this.activities = activities;
    this.records = records;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Void> capture(List<ResponseRef> responses) {
    return activities
        .notCaptured(responses.stream().distinct().toList())
        .filter(refs -> !refs.isEmpty())
        .flatMap(forms::responses)
        .filter(accepted -> !accepted.isEmpty())
        .flatMap(this::store);
  }

  private Mono<Void> store(List<AcceptedResponse> responses) {
    return mappings
        .of(responses.stream().map(CaptureResponsesService::versionOf).toList())
        .flatMap(
            known ->
                schemas
                    .covering(LearnFormFieldsService.customFieldsOf(known))
                    .flatMap(schema -> store(submissions(responses, known), schema)));
  }

  private Mono<Void> store(List<Submission> submissions, Map<UUID, LeadSchema> schema) {
    return leads
        .capture(candidates(submissions, schema))
        .flatMap(
            captured ->
                writeValues(captured, schema).then(Mono.defer(() -> records.write(captured))));
  }

  /// New leads have none that would have to go first.
  private Mono<Void> writeValues(List<Captured> captured, Map<UUID, LeadSchema> schema) {
    var created = captured.stream().filter(Captured::created).toList();
    var merged = captured.stream().filter(each -> !each.created()).toList();
    return leads
        .addValues(typedValues(created, schema))
        .then(leads.replaceValues(typedValues(merged, schema)));
  }

  private static List<Submission> submissions(
      List<AcceptedResponse> responses, Map<FormVersion, FormMapping> mappings) {
    var submissions = new ArrayList<Submission>(responses.size());
    for (var response : responses) {
      var mapping = mappings.getOrDefault(versionOf(response), FormMapping.NONE);
      var values = new HashMap<>(response.data());
      values.putAll(response.hidden());
      submissions.add(
          new Submission(
              response.workspaceId(),
              response.responseId(),
              response.formId(),
              response.formVersion(),
              response.submittedAt(),
              mapping.read(values)));
    }
    return submissions;
  }

  private List<Candidate> candidates(List<Submission> submissions, Map<UUID, LeadSchema> schemas) {
    var now = clock.instant();
    return Capture.of(submissions).stream()
        .map(
            capture -> {
              var schema = schemaOf(capture.workspaceId(), schemas);
              return new Candidate(
                  ids.next(),
                  capture,
                  schema.pipeline().first(),
                  schema.kept(capture.answers().fields()),
                  now);
            })
        .toList();
  }

  /// Of the fields that were submitted, from what the lead has now: an earlier submission that came
  /// late did not win.
  private static List<FieldValues> typedValues(
      List<Captured> captured, Map<UUID, LeadSchema> schemas) {
    var values = new ArrayList<FieldValues>();
    for (var one : captured) {
      var workspace = one.candidate().capture().workspaceId();
      var schema = schemaOf(workspace, schemas);
      for (var key : one.candidate().fields().keySet()) {
        var field = schema.field(key);
        var value = one.fields().get(key);
        if (field != null && value != null) {
          values.add(new FieldValues(workspace, one.leadId(), field.id(), field.typed(value)));
        }
      }
    }
    return values;
  }

  private static LeadSchema schemaOf(UUID workspace, Map<UUID, LeadSchema> schemas) {
    return schemas.getOrDefault(workspace, LeadSchema.empty());
  }

  private static FormVersion versionOf(AcceptedResponse response) {
    return new FormVersion(response.workspaceId(), response.formId(), response.formVersion());
  }
}
