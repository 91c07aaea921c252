package io.tributary.analytics.adapter.out.persistence;

import io.r2dbc.spi.Readable;
import io.tributary.analytics.application.port.in.Counters;
import io.tributary.analytics.application.port.in.ReadDailyStats;
import io.tributary.analytics.application.port.in.ReadDailyStats.Day;
import io.tributary.analytics.application.port.in.ReadDailyStats.Query;
import io.tributary.analytics.application.port.in.ReadDailyStats.Subject;
import io.tributary.analytics.application.port.out.DailyStatsStore;
import io.tributary.analytics.application.port.out.Tally;
import io.tributary.kernel.changes.Changes;
import io.tributary.kernel.sql.ColumnsInOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class R2dbcDailyStatsStore implements DailyStatsStore {
  private final DatabaseClient db;
  private final Changes changes;

  R2dbcDailyStatsStore(DatabaseClient db, Changes changes) {
    this.db = db;
    this.changes = changes;
  }

  @Override
  public Mono<Void> addToWorkspaces(Tally tally) {
    if (tally.isEmpty()) {
      return Mono.empty();
    }
    var columns = TallyColumns.of(tally);
    var add =
        columns
            .bindExecutions(columns.bindKeys(db.sql(DailyStatsSql.ADD_TO_WORKSPACES)))
            .bind("responses", columns.of(Counters::responses))
            .bind("leads", columns.of(Counters::leadsCreated))
            .then();
    return changing(columns).then(add);
  }

  @Override
  public Mono<Void> addToForms(Tally tally) {
    if (tally.isEmpty()) {
      return Mono.empty();
    }
    var columns = TallyColumns.of(tally);
    var add =
        columns
            .bindKeys(db.sql(DailyStatsSql.ADD_TO_FORMS))
            .bind("forms", columns.subjects())
            .bind("responses", columns.of(Counters::responses))
            .then();
    return changing(columns).then(add);
  }

  @Override
  public Mono<Void> addToWorkflows(Tally tally) {
    if (tally.isEmpty()) {
      return Mono.empty();
    }
    var columns = TallyColumns.of(tally);
    var add =
        columns
            .bindExecutions(columns.bindKeys(db.sql(DailyStatsSql.ADD_TO_WORKFLOWS)))
            .bind("workflows", columns.subjects())
            .then();
    return changing(columns).then(add);
  }

  private Mono<Void> changing(TallyColumns columns) {
    return changes.changing(ReadDailyStats.TOPIC, List.of(columns.workspaces()));
  }

  @Override
  public Mono<List<Day>> read(Query query) {
    return select(query.subject())
        .bind("workspace", query.workspace().value())
        .bind("from", query.from())
        .bind("to", query.to())
        .map(row -> day(query.subject(), row))
        .all()
        .collectMap(Day::date)
        .map(counted -> everyDay(query, counted));
  }

  private static List<Day> everyDay(Query query, Map<LocalDate, Day> counted) {
    return query
        .from()
        .datesUntil(query.to().plusDays(1))
        .map(date -> counted.getOrDefault(date, new Day(date, Counters.NONE)))
        .toList();
  }

  private GenericExecuteSpec select(Subject subject) {
    return switch (subject) {
      case Subject.WholeWorkspace() -> db.sql(DailyStatsSql.DAYS_OF_WORKSPACE);
      case Subject.Workflow(var id) -> db.sql(DailyStatsSql.DAYS_OF_WORKFLOW).bind("workflow", id);
      case Subject.Form(var id) -> db.sql(DailyStatsSql.DAYS_OF_FORM).bind("form", id);
    };
  }

  private static Day day(Subject subject, Readable row) {
    var columns = new ColumnsInOrder(row);
    var date = columns.required(LocalDate.class);
    return switch (subject) {
      case Subject.WholeWorkspace() ->
          new Day(date, executions(count(columns), count(columns), columns));
      case Subject.Workflow(_) -> new Day(date, executions(0, 0, columns));
      case Subject.Form(_) -> new Day(date, new Counters(count(columns), 0, 0, 0, 0, 0, 0, 0));
    };
  }

  private static Counters executions(long responses, long leadsCreated, ColumnsInOrder columns) {
    return new Counters(
        responses,
        leadsCreated,
        count(columns),
        count(columns),
        count(columns),
        count(columns),
        count(columns),
        count(columns));
  }

  private static long count(ColumnsInOrder columns) {
    return columns.required(Long.class);
  }
}
