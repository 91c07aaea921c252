package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.executions.WatchExecutions;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change.ExecutionChanged;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change.Opened;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change.StepChanged;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Position;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/executions/{executionId}/events")
@Tag(name = "Executions")
class EventController {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Pattern EVENT_ID =
      Pattern.compile("([0-9]{1,9})(?:\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?");
  private static final ServerSentEvent<Object> END =
      ServerSentEvent.<Object>builder().comment("end").build();

  private final WatchExecutions watching;
  private final ExecutionWebMapper mapper;

  EventController(WatchExecutions watching, ExecutionWebMapper mapper) {
    this.watching = watching;
    this.mapper = mapper;
  }

  @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Watch an execution",
      description =
          "Events `step` (a step as the list of steps shows it) and `execution` (as the list of"
              + " executions shows it): first what changed after Last-Event-ID, or all; then"
              + " whatever changes, several changes as one if the client is slow. The stream ends"
              + " after the `execution` event of one that ended, and after half an hour: connect"
              + " again with Last-Event-ID. 204 says that it ended and nothing is new. A key that"
              + " is revoked meanwhile sees the rest of its half hour.")
  Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> events(
      @Authorized("workflow:read") WorkspaceId workspace,
      @PathVariable UUID executionId,
      @Parameter(description = "The id of the last event that arrived", example = "7")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String lastEventId) {
    var position = positionOf(lastEventId);
    return watching
        .isOver(workspace, executionId, position)
        .map(
            over ->
                over
                    ? ResponseEntity.noContent().build()
                    : ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        // proxies would hold it back
                        .header("X-Accel-Buffering", "no")
                        .body(withHeartbeat(watching.watch(workspace, executionId, position))));
  }

  private static Position positionOf(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return Position.START;
    }
    var id = EVENT_ID.matcher(lastEventId);
    if (!id.matches()) {
      throw InvalidInput.of(
          "Last-Event-ID", "not-an-event-id", "must be the id of an event of this stream");
    }
    var step = id.group(2);
    return new Position(Integer.parseInt(id.group(1)), step == null ? null : UUID.fromString(step));
  }

  /// One event at a time is asked for: what a slow client does not take is not made.
  private Flux<ServerSentEvent<Object>> withHeartbeat(Flux<Change> changes) {
    var beats =
        Flux.interval(HEARTBEAT)
            .onBackpressureDrop()
            .map(beat -> ServerSentEvent.<Object>builder().comment("").build());
    return Flux.merge(1, changes.map(this::event).concatWithValues(END), beats)
        .takeWhile(event -> event != END);
  }

  private ServerSentEvent<Object> event(Change change) {
    return switch (change) {
      // tells the client that it is connected though nothing may have changed
      case Opened() -> ServerSentEvent.<Object>builder().comment("open").build();
      case StepChanged(var position, var step) -> event("step", position, step);
      case ExecutionChanged(var position, var execution) ->
          event("execution", position, mapper.toResponse(execution));
    };
  }

  private static ServerSentEvent<Object> event(String name, Position position, Object data) {
    var step = position.step();
    var id = step == null ? "" + position.version() : position.version() + "." + step;
    return ServerSentEvent.builder(data).event(name).id(id).build();
  }
}
