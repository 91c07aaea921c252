package io.tributary.leads.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Cached;
import io.tributary.kernel.web.Caller;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.leads.application.port.in.ChangeLead;
import io.tributary.leads.application.port.in.ChangeLead.Target;
import io.tributary.leads.application.port.in.CreateLead;
import io.tributary.leads.application.port.in.CreateLead.Command;
import io.tributary.leads.application.port.in.ReadLeads;
import io.tributary.leads.application.port.in.ReadLeads.Filter;
import io.tributary.leads.domain.Lead;
import io.tributary.leads.domain.LeadChanges;
import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Leads")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/leads")
class LeadController {
  private static final String VERSION = "version";

  private final ReadLeads reads;
  private final CreateLead creates;
  private final ChangeLead changes;
  private final RequestKeys requestKeys;
  private final LeadWebMapper mapper;
  private final JsonText json;

  LeadController(
      ReadLeads reads,
      CreateLead creates,
      ChangeLead changes,
      RequestKeys requestKeys,
      LeadWebMapper mapper,
      JsonText json) {
    this.reads = reads;
    this.creates = creates;
    this.changes = changes;
    this.requestKeys = requestKeys;
    this.mapper = mapper;
    this.json = json;
  }

  @Operation(summary = "List leads, newest first")
  @Cached(ReadLeads.TOPIC)
  @GetMapping
  Mono<Page<LeadResponse>> list(
      @Authorized("lead:read") WorkspaceId workspace,
      @Parameter(description = "only leads of this stage", example = "new")
          @RequestParam(required = false)
          @Nullable String stage,
      @Parameter(
              description = "only leads of this owner",
              schema = @Schema(format = "uuid"),
              example = "0199c0de-0000-7000-8000-000000000000")
          @RequestParam(required = false)
          @Nullable String ownerId,
      PageRequest page) {
    return reads
        .list(workspace, new Filter(stage, ownerId), page)
        .map(rows -> rows.map(mapper::toResponse));
  }

  @Operation(summary = "Read a lead")
  @Cached(ReadLeads.TOPIC)
  @GetMapping("/{leadId}")
  Mono<ResponseEntity<LeadResponse>> get(
      @Authorized("lead:read") WorkspaceId workspace, @PathVariable UUID leadId) {
    return reads.get(workspace, leadId).map(mapper::toResponse).map(LeadController::tagged);
  }

  @Operation(
      summary = "Create a lead by hand",
      description = "Needs at least an e-mail, name, company or phone.")
  @ApiResponse(responseCode = "201", description = "created, or created by the same request before")
  @ApiResponse(
      responseCode = "409",
      description = "`lead-email-taken`, with the `leadId` that has it")
  @PostMapping
  Mono<ResponseEntity<LeadResponse>> create(
      @Authorized("lead:manage") WorkspaceId workspace,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = LeadRequest.class)))
          @RequestBody
          Map<String, @Nullable Object> body,
      @Parameter(description = "makes the request repeatable: 1 to 200 characters")
          @RequestHeader(name = RequestKeys.HEADER, required = false)
          @Nullable String idempotencyKey,
      @Parameter(hidden = true) Principal principal) {
    var request = requestKeys.of(idempotencyKey, body);
    var values = new HashMap<String, @Nullable Object>(body);
    values.values().removeIf(Objects::isNull);
    return creates
        .create(new Command(workspace, changesOf(values), actor(principal), request))
        .map(this::toResponse)
        .map(
            lead ->
                ResponseEntity.created(
                        URI.create("/api/v1/workspaces/" + workspace + "/leads/" + lead.id()))
                    .eTag(ExpectedVersion.tagOf(lead.version()))
                    .body(lead));
  }

  @Operation(
      summary = "Change a lead",
      description =
          "A JSON merge patch: null clears, what is absent stays. Say which version you change as"
              + " If-Match or in the body; without either the patch is merged into what is there.")
  @ApiResponse(responseCode = "200", description = "the lead after the change")
  @ApiResponse(responseCode = "409", description = "`lead-email-taken`, or `stale-version`")
  @ApiResponse(responseCode = "412", description = "`stale-version`, if it came as If-Match")
  @PatchMapping(
      path = "/{leadId}",
      consumes = {"application/json", "application/merge-patch+json"})
  Mono<ResponseEntity<LeadResponse>> change(
      @Authorized("lead:manage") WorkspaceId workspace,
      @PathVariable UUID leadId,
      ExpectedVersion expected,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = LeadRequest.class)))
          @RequestBody
          Map<String, @Nullable Object> body,
      @Parameter(hidden = true) Principal principal) {
    var values = new HashMap<String, @Nullable Object>(body);
    var version = expected.or(versionIn(values));
    return changes
        .change(new Target(workspace, leadId, version::check, actor(principal)), changesOf(values))
        .map(this::toResponse)
        .map(LeadController::tagged);
  }

  @Operation(summary = "Delete a lead; its e-mail is free afterwards")
  @ApiResponse(responseCode = "204", description = "deleted")
  @DeleteMapping("/{leadId}")
  Mono<ResponseEntity<Void>> delete(
      @Authorized("lead:manage") WorkspaceId workspace,
      @PathVariable UUID leadId,
      ExpectedVersion expected,
      @Parameter(hidden = true) Principal principal) {
    return changes
        .delete(new Target(workspace, leadId, expected::check, actor(principal)))
        .thenReturn(ResponseEntity.noContent().build());
  }

  @Operation(summary = "List what happened to a lead, latest first")
  @GetMapping("/{leadId}/activities")
  Mono<Page<ActivityResponse>> activities(
      @Authorized("lead:read") WorkspaceId workspace, @PathVariable UUID leadId, PageRequest page) {
    return reads.activities(workspace, leadId, page).map(rows -> rows.map(mapper::toResponse));
  }

  /// Takes the version out of a body; one that is no version stays, and is refused as a value.
  private static ExpectedVersion versionIn(Map<String, @Nullable Object> body) {
    if (body.containsKey(VERSION) && body.get(VERSION) == null) {
      body.remove(VERSION);
    }
    return body.get(VERSION) instanceof Integer version && body.remove(VERSION, version)
        ? ExpectedVersion.inBody(version)
        : ExpectedVersion.ANY;
  }

  @SuppressWarnings("NullAway") // null values clear, as LeadChanges says
  private static LeadChanges changesOf(Map<String, @Nullable Object> values) {
    return LeadChanges.ofBody((Map<String, Object>) values);
  }

  private static String actor(Principal principal) {
    return ((Caller) principal).actor();
  }

  private LeadResponse toResponse(Lead lead) {
    return mapper.toResponse(lead, json.write(lead.fields()));
  }

  private static ResponseEntity<LeadResponse> tagged(LeadResponse lead) {
    return ResponseEntity.ok().eTag(ExpectedVersion.tagOf(lead.version())).body(lead);
  }
}
