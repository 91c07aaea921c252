package io.tributary.app.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/// Makes the demo at the first start, finds it again at every other, and shows the way in.
final class Demo {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final DemoWorkspace workspace;
  private final SampleHistory history;
  private final DemoFiles files;
  private final DemoClock clock;

  Demo(DemoWorkspace workspace, SampleHistory history, DemoFiles files, DemoClock clock) {
    this.workspace = workspace;
    this.history = history;
    this.files = files;
    this.clock = clock;
  }

  /// The thread that starts the application waits: until the demo is there it is not ready.
  void run(String baseUrl) throws ExecutionException, InterruptedException, TimeoutException {
    files.unpublish();
    var progress =
        earlier()
            .switchIfEmpty(Mono.defer(this::fresh))
            .flatMap(this::complete)
            .doFinally(end -> clock.setRight())
            .toFuture()
            .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    files.publish(progress, baseUrl);
    DemoGuide.print(progress, baseUrl);
  }

  private Mono<DemoProgress> earlier() {
    return Mono.justOrEmpty(files.progress()).filterWhen(workspace::exists);
  }

  private Mono<DemoProgress> fresh() {
    var firstDay =
        LocalDate.ofInstant(clock.realInstant(), ZoneOffset.UTC).minusDays(DemoProgress.DAYS);
    return history
        .begin(firstDay)
        .then(Mono.defer(() -> workspace.make(firstDay)))
        .doOnNext(files::write);
  }

  private Mono<DemoProgress> complete(DemoProgress progress) {
    if (progress.isComplete()) {
      return Mono.just(progress);
    }
    System.out.println("Living through sixty days of sample history ...");
    return history
        .begin(progress.nextDay())
        .then(Mono.defer(() -> history.live(progress, files::write)));
  }
}
