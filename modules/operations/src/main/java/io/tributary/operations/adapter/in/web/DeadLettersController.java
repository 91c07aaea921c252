package io.tributary.operations.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.outbox.DeadLetters;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Caller;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/database/dead-letters")
@Tag(name = "Database", description = "For operators, with the system's own key.")
class DeadLettersController {
  private static final Pattern ID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final DeadLetters deadLetters;
  private final DeadLetterMapper mapper;

  DeadLettersController(DeadLetters deadLetters, DeadLetterMapper mapper) {
    this.deadLetters = deadLetters;
    this.mapper = mapper;
  }

  @GetMapping
  @Operation(
      summary = "Events that no attempt could handle",
      description = "Newest first, of all workspaces.")
  Mono<Page<DeadLetterResponse>> list(
      @Authorized("operations:read") Caller caller,
      @RequestParam(required = false)
          @Parameter(description = "Only of this listener.", example = "leads.capture")
          @Nullable String listener,
      PageRequest page) {
    return deadLetters
        .list(blankToNull(listener), page)
        .map(found -> found.map(mapper::toResponse));
  }

  @PostMapping("/{id}/requeue")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Hand an event to its listener again",
      description = "With its attempts counted anew.")
  Mono<Void> requeue(@Authorized("operations:manage") Caller caller, @PathVariable String id) {
    if (!ID.matcher(id).matches()) {
      return Mono.error(new NotFound("dead letter"));
    }
    return deadLetters.requeue(UUID.fromString(id));
  }

  @PostMapping("/requeue")
  @Operation(
      summary = "Hand all events of a listener to it again",
      description = "At most 1,000 in one call: repeat it until it answers 0.")
  Mono<RequeuedResponse> requeueAll(
      @Authorized("operations:manage") Caller caller,
      @RequestParam(required = false) @Parameter(required = true, example = "leads.capture")
          @Nullable String listener) {
    var name = blankToNull(listener);
    if (name == null) {
      return Mono.error(InvalidInput.of("?listener", "required", "must name a listener"));
    }
    return deadLetters.requeueAll(name).map(RequeuedResponse::new);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
