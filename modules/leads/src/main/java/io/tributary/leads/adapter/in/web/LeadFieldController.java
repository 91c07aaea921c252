package io.tributary.leads.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.leads.application.port.in.ManageLeadFields;
import io.tributary.leads.domain.FieldType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Lead fields and stages")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}")
class LeadFieldController {
  private final ManageLeadFields fields;
  private final LeadWebMapper mapper;

  LeadFieldController(ManageLeadFields fields, LeadWebMapper mapper) {
    this.fields = fields;
    this.mapper = mapper;
  }

  @Schema(name = "LeadFieldRequest")
  record LeadFieldRequest(
      @Schema(example = "budget", description = "`[a-z][a-z0-9_]*`, at most 63 characters")
          @Nullable String key,
      @Schema(example = "Budget in EUR", description = "at most 200 characters")
          @Nullable String label,
      @Schema(example = "NUMBER", implementation = FieldType.class) @Nullable String type,
      @Schema(
              example = "[\"small\", \"large\"]",
              description = "what may be chosen, for CHOICE and MULTI_CHOICE; empty lets all pass")
          @Nullable List<@Nullable String> options) {}

  @Schema(name = "LeadField")
  record LeadFieldResponse(
      UUID id,
      @Schema(example = "budget") String key,
      @Schema(example = "Budget in EUR") String label,
      FieldType type,
      List<String> options,
      Instant createdAt) {}

  @Schema(name = "Stage")
  record StageResponse(
      @Schema(example = "new") String key,
      @Schema(example = "New") String label,
      @Schema(example = "1", description = "stages stand in ascending order") int position) {}

  @Operation(summary = "List the lead fields, oldest first")
  @GetMapping("/lead-fields")
  Mono<Page<LeadFieldResponse>> list(
      @Authorized("lead:read") WorkspaceId workspace, PageRequest page) {
    return fields.list(workspace, page).map(rows -> rows.map(mapper::toResponse));
  }

  @Operation(summary = "Add a lead field")
  @ApiResponse(responseCode = "201", description = "added")
  @ApiResponse(responseCode = "409", description = "`lead-field-key-taken`")
  @ApiResponse(responseCode = "422", description = "`lead-field-limit-reached`: there are 200")
  @PostMapping("/lead-fields")
  Mono<ResponseEntity<LeadFieldResponse>> add(
      @Authorized("lead:manage") WorkspaceId workspace, @RequestBody LeadFieldRequest body) {
    return fields
        .add(mapper.toCommand(workspace, body))
        .map(mapper::toResponse)
        .map(
            field ->
                ResponseEntity.created(
                        URI.create("/api/v1/workspaces/" + workspace + "/lead-fields"))
                    .body(field));
  }

  @Operation(summary = "List the stages of the pipeline, in their order")
  @GetMapping("/stages")
  Mono<Page<StageResponse>> stages(@Authorized("lead:read") WorkspaceId workspace) {
    return fields
        .stages(workspace)
        .map(stages -> new Page<>(stages.stream().map(mapper::toResponse).toList(), null));
  }
}
