package io.tributary.app.demo;

import io.tributary.app.demo.SampleVisits.Visit;
import io.tributary.kernel.partitions.Partitions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Lives through the days before today: sets the clock back and submits the form over HTTP, so that
/// every response, lead, execution and count comes about as it does in earnest.
final class SampleHistory {
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final LocalTime NOON = LocalTime.of(13, 0);
  private static final int AT_A_TIME = 8;

  private final DemoApi api;
  private final DemoClock clock;
  private final Partitions partitions;

  SampleHistory(DemoApi api, DemoClock clock, Partitions partitions) {
    this.api = api;
    this.clock = clock;
    this.partitions = partitions;
  }

  /// Makes room for the days' rows; sets the clock to the morning of the first one.
  Mono<Void> begin(LocalDate firstDay) {
    return partitions
        .cover(firstDay.atStartOfDay().toInstant(ZoneOffset.UTC), clock.realInstant())
        .doOnSuccess(
            covered -> clock.setTo(firstDay.atTime(LocalTime.of(5, 0)).toInstant(ZoneOffset.UTC)))
        .then();
  }

  /// @param completed is told after each day
  /// @return with all days complete
  Mono<DemoProgress> live(DemoProgress from, Consumer<DemoProgress> completed) {
    return Mono.just(from)
        .expand(
            progress -> progress.isComplete() ? Mono.empty() : day(progress).doOnNext(completed))
        .last();
  }

  /// In two parts. After each all that it began comes to rest before the clock moves on, lest the
  /// executions seem to have taken hours.
  private Mono<DemoProgress> day(DemoProgress progress) {
    var visits = SampleVisits.on(progress.nextDay(), progress.firstDay());
    var parts =
        visits.stream().collect(Collectors.partitioningBy(visit -> visit.time().isAfter(NOON)));
    var morning = parts.getOrDefault(false, List.of());
    return part(progress, morning, accepted(morning))
        .then(part(progress, parts.getOrDefault(true, List.of()), accepted(visits)))
        .thenReturn(progress.after(accepted(visits)));
  }

  /// @param accepted of the day, until the end of this part
  private Mono<Void> part(DemoProgress progress, List<Visit> visits, long accepted) {
    if (visits.isEmpty()) {
      return Mono.empty();
    }
    return Mono.defer(
        () -> {
          var day = progress.nextDay();
          clock.setTo(day.atTime(visits.getFirst().time()).toInstant(ZoneOffset.UTC));
          return Flux.fromIterable(visits)
              .flatMap(visit -> submit(progress.formKey(), day, visit), AT_A_TIME)
              .then(settled(progress, progress.accepted() + accepted));
        });
  }

  private Mono<DemoApi.Answer> submit(String formKey, LocalDate day, Visit visit) {
    return api.submit(formKey, "demo-" + day + "-" + visit.number(), visit.body())
        .doOnNext(
            answer -> {
              if (answer.status().is2xxSuccessful() != visit.valid()) {
                throw new IllegalStateException(
                    "a sample visit was answered " + answer.status() + ": " + answer.body());
              }
            });
  }

  private static long accepted(List<Visit> visits) {
    return visits.stream().filter(Visit::valid).count();
  }

  private Mono<Void> settled(DemoProgress progress, long accepted) {
    return finished(progress)
        .filter(count -> count >= accepted)
        .repeatWhenEmpty(empty -> empty.delayElements(LOOK))
        .timeout(PATIENCE)
        .onErrorMap(
            TimeoutException.class,
            late ->
                new IllegalStateException(
                    "the sample history does not come to rest at " + progress.nextDay(), late))
        .then();
  }

  /// Executions that ended since the first day.
  private Mono<Long> finished(DemoProgress progress) {
    var path =
        "/api/v1/workspaces/%s/analytics/daily?from=%s&to=%s"
            .formatted(
                progress.workspaceId(),
                progress.firstDay(),
                progress.firstDay().plusDays(DemoProgress.DAYS + 1));
    return api.get(progress.apiKey(), path)
        .map(answer -> answer.accepted("reading the counts"))
        .map(SampleHistory::ended);
  }

  private static long ended(DemoApi.Answer answer) {
    long ended = 0;
    if (answer.body().get("items") instanceof List<?> days) {
      for (var item : days) {
        if (item instanceof Map<?, ?> day) {
          ended += number(day, "executionsCompleted") + number(day, "executionsFailed");
        }
      }
    }
    return ended;
  }

  private static long number(Map<?, ?> day, String counter) {
    return day.get(counter) instanceof Number number ? number.longValue() : 0;
  }
}
