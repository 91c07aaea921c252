package io.tributary.analytics;

import io.tributary.analytics.application.port.in.Counters;
import io.tributary.analytics.application.port.in.ReadDailyStats;
import io.tributary.analytics.application.port.in.ReadDailyStats.Day;
import io.tributary.analytics.application.port.in.ReadDailyStats.Query;
import io.tributary.analytics.application.port.in.ReadDailyStats.Subject;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.events.LeadCreated;
import io.tributary.workflows.events.ExecutionsProgressed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// What the tests of this module say: announce events, read counts.
@TestComponent
class Numbers {
  final IdGenerator ids;
  final DatabaseClient db;
  final Transactions transactions;
  private final Outbox outbox;
  private final ReadDailyStats stats;

  Numbers(
      IdGenerator ids,
      DatabaseClient db,
      Transactions transactions,
      Outbox outbox,
      ReadDailyStats stats) {
    this.ids = ids;
    this.db = db;
    this.transactions = transactions;
    this.outbox = outbox;
    this.stats = stats;
  }

  FormResponseAccepted response(UUID workspace, UUID form, String at) {
    return new FormResponseAccepted(ids.next(), workspace, Instant.parse(at), form, 1, ids.next());
  }

  LeadCreated lead(UUID workspace, String at) {
    return new LeadCreated(ids.next(), workspace, Instant.parse(at), ids.next(), "form");
  }

  ExecutionsProgressed progress(
      UUID workspace, UUID workflow, LocalDate day, long completed, long failed, long millis) {
    return new ExecutionsProgressed(
        ids.next(),
        workspace,
        Instant.parse("2000-01-01T00:00:00Z"),
        workflow,
        day,
        completed + failed,
        completed,
        failed,
        0,
        2 * completed,
        millis);
  }

  Mono<Void> announced(List<? extends Event> events) {
    return transactions.asWorker(outbox.append(events));
  }

  void announce(Event... events) {
    announced(List.of(events)).block();
  }

  List<Day> days(UUID workspace, Subject subject, String from, String to) {
    var query =
        new Query(new WorkspaceId(workspace), subject, LocalDate.parse(from), LocalDate.parse(to));
    return stats.read(query).block().days();
  }

  Counters on(UUID workspace, String day) {
    return days(workspace, new Subject.WholeWorkspace(), day, day).getFirst().counters();
  }

  /// Each row of `sql`, run as the worker, as text.
  List<String> asWorker(String sql) {
    return transactions
        .asWorker(db.sql(sql).map(row -> String.valueOf(row.get(0))).all().collectList())
        .block();
  }

  void changeAsWorker(String sql) {
    transactions.asWorker(db.sql(sql).then()).block();
  }
}
