package io.tributary.workflows.adapter.in.web.eventlog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.eventlog.PostEvent;
import io.tributary.workflows.application.port.in.eventlog.PostEvent.Command;
import io.tributary.workflows.application.port.in.eventlog.ReadEvents;
import io.tributary.workflows.application.port.in.eventlog.ReadEvents.Filter;
import io.tributary.workflows.domain.ReceivedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/events")
@Tag(name = "Events", description = "What other systems tell, and executions may wait for")
class EventController {
  private final PostEvent posting;
  private final ReadEvents reading;

  EventController(PostEvent posting, ReadEvents reading) {
    this.posting = posting;
    this.reading = reading;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Post an event",
      description =
          "Every execution that waits for it goes on, and so does one that comes to its wait later"
              + " but was started before. The same Idempotency-Key posts it once and is answered"
              + " alike.")
  Mono<PostedResponse> post(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody PostRequest body) {
    return posting
        .post(new Command(workspace, body.name(), body.correlationId(), body.data(), key))
        .map(PostedResponse::new);
  }

  @GetMapping
  @Operation(
      summary = "List events, newest first",
      description = "They are kept for 30 days at least.")
  Mono<Page<EventResponse>> list(
      @Authorized("workflow:read") WorkspaceId workspace,
      @Parameter(description = "Only of this name") @RequestParam(required = false)
          @Nullable String name,
      @Parameter(description = "Only with this correlation id") @RequestParam(required = false)
          @Nullable String correlationId,
      PageRequest page) {
    return reading
        .list(workspace, new Filter(given(name), given(correlationId)), page)
        .map(found -> found.map(EventResponse::of));
  }

  private static @Nullable String given(@Nullable String parameter) {
    return parameter == null || parameter.isEmpty() ? null : parameter;
  }

  record PostRequest(
      @Schema(example = "payment.received", pattern = "[a-z][a-z0-9._-]{0,99}")
          @Nullable String name,
      @Schema(description = "Whom or what it is about", example = "ada@example.com")
          @Nullable String correlationId,
      @Schema(description = "At most 64 KiB of JSON", example = "{\"amount\": 120}")
          @Nullable Map<String, Object> data) {}

  record PostedResponse(UUID eventId) {}

  record EventResponse(
      UUID id,
      String name,
      @Nullable String correlationId,
      Map<String, Object> data,
      Instant createdAt) {
    static EventResponse of(ReceivedEvent event) {
      return new EventResponse(
          event.id(), event.name(), event.correlationId(), event.data(), event.createdAt());
    }
  }
}
