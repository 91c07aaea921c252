package io.tributary.leads.application;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.leads.application.LeadEditor.Result;
import io.tributary.leads.application.port.out.ActivityStore;
import io.tributary.leads.application.port.out.LeadStore.FieldValues;
import io.tributary.leads.domain.Activity;
import io.tributary.leads.domain.Activity.Kind;
import io.tributary.leads.domain.LeadEdit.Change;
import io.tributary.leads.domain.LeadSchema;
import io.tributary.leads.domain.TypedValue;
import io.tributary.leads.events.LeadChanged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What is kept and told of changes by hand or by a workflow: an activity and a `LeadChanged` for
/// each.
@Component
final class EditRecords {
  private static final String FIELD = "fields.";

  private final ActivityStore activities;
  private final Outbox outbox;
  private final IdGenerator ids;

  EditRecords(ActivityStore activities, Outbox outbox, IdGenerator ids) {
    this.activities = activities;
    this.outbox = outbox;
    this.ids = ids;
  }

  /// @param changed results that changed something
  Mono<Void> write(List<Result> changed) {
    var written = new ArrayList<Activity>();
    var events = new ArrayList<Event>();
    for (var result : changed) {
      written.add(activity(result));
      events.add(event(result));
    }
    return activities.append(written).then(outbox.append(events));
  }

  private Activity activity(Result result) {
    var lead = LeadEditor.lead(result);
    var changes = new LinkedHashMap<String, Object>();
    result.changes().forEach((key, change) -> changes.put(key, detail(change)));
    return new Activity(
        lead.workspaceId(),
        ids.next(),
        lead.id(),
        Kind.CHANGED,
        result.request().actor(),
        null,
        null,
        Map.of("changes", changes),
        lead.updatedAt());
  }

  private static Map<String, Object> detail(Change change) {
    var detail = new LinkedHashMap<String, Object>();
    if (change.from() != null) {
      detail.put("from", change.from());
    }
    if (change.to() != null) {
      detail.put("to", change.to());
    }
    return detail;
  }

  private Event event(Result result) {
    var lead = LeadEditor.lead(result);
    return new LeadChanged(
        ids.next(),
        lead.workspaceId(),
        lead.updatedAt(),
        lead.id(),
        lead.version(),
        List.copyOf(result.changes().keySet()));
  }

  /// The typed values of the fields that changed, as the last change left them.
  static List<FieldValues> values(List<Result> changed, Map<UUID, LeadSchema> schemas) {
    record Place(UUID leadId, String key) {}
    var values = new LinkedHashMap<Place, FieldValues>();
    for (var result : changed) {
      var lead = LeadEditor.lead(result);
      var schema = schemas.getOrDefault(lead.workspaceId(), LeadSchema.empty());
      for (var property : result.changes().keySet()) {
        var key = property.startsWith(FIELD) ? property.substring(FIELD.length()) : "";
        var field = schema.field(key);
        if (field != null) {
          var value = lead.fields().get(key);
          List<TypedValue> typed = value == null ? List.of() : field.typed(value);
          values.put(
              new Place(lead.id(), key),
              new FieldValues(lead.workspaceId(), lead.id(), field.id(), typed));
        }
      }
    }
    return List.copyOf(values.values());
  }
}
