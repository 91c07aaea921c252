package io.tributary.workflows.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.SearchDefinitions;
import io.tributary.workflows.application.port.out.DefinitionRows;
import io.tributary.workflows.application.port.out.DefinitionRows.EdgeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.EdgeRow;
import io.tributary.workflows.application.port.out.DefinitionRows.NodeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.NodeRow;
import io.tributary.workflows.application.port.out.DefinitionRows.Scope;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}")
class DefinitionSearchController {
  private final SearchDefinitions search;
  private final JsonText json;

  DefinitionSearchController(SearchDefinitions search, JsonText json) {
    this.search = search;
    this.json = json;
  }

  record WorkflowNodeItem(
      UUID workflowId,
      String workflowName,
      @Schema(description = "the published version; null for the draft") @Nullable Integer version,
      String nodeId,
      @Schema(example = "ACTION_SEND_EMAIL") String type,
      String label,
      Map<String, Object> config) {}

  record WorkflowEdgeItem(
      UUID workflowId,
      String workflowName,
      @Schema(description = "the published version; null for the draft") @Nullable Integer version,
      String edgeId,
      String source,
      String target,
      @Nullable String sourceHandle,
      @Schema(description = "as it was written: an object or a text") @Nullable Object condition) {}

  @Operation(
      summary = "Find nodes among all workflows",
      description =
          "scope PUBLISHED: current versions of workflows that are not archived; DRAFT: their"
              + " drafts; ALL: every version and draft.")
  @GetMapping("/workflow-nodes")
  Mono<Page<WorkflowNodeItem>> nodes(
      @Authorized("workflow:read") WorkspaceId workspace,
      @RequestParam(required = false) @Nullable String type,
      @Parameter(
              description = "JSON that the node's config contains",
              example = "{\"template\": \"welcome\"}")
          @RequestParam(required = false)
          @Nullable String config,
      @RequestParam(required = false) @Nullable UUID workflowId,
      @RequestParam(defaultValue = "PUBLISHED") Scope scope,
      PageRequest page) {
    return Mono.defer(
            () ->
                search.nodes(
                    workspace,
                    new NodeFilter(emptyToNull(type), objectOf(config), workflowId, scope),
                    page))
        .map(rows -> rows.map(DefinitionSearchController::toItem));
  }

  @Operation(
      summary = "Find edges among all workflows",
      description = "For scope see the search for nodes.")
  @GetMapping("/workflow-edges")
  Mono<Page<WorkflowEdgeItem>> edges(
      @Authorized("workflow:read") WorkspaceId workspace,
      @Parameter(
              description = "JSON that the edge's condition contains",
              example = "{\"field\": \"lead.budget\"}")
          @RequestParam(required = false)
          @Nullable String condition,
      @RequestParam(required = false) @Nullable UUID workflowId,
      @RequestParam(defaultValue = "PUBLISHED") Scope scope,
      PageRequest page) {
    return Mono.defer(
            () ->
                search.edges(
                    workspace,
                    new EdgeFilter(valueOf(condition, "?condition"), workflowId, scope),
                    page))
        .map(rows -> rows.map(DefinitionSearchController::toItem));
  }

  private static WorkflowNodeItem toItem(NodeRow row) {
    return new WorkflowNodeItem(
        row.workflowId(),
        row.workflowName(),
        numberOf(row.version()),
        row.nodeId(),
        row.type(),
        row.label(),
        row.config());
  }

  private static WorkflowEdgeItem toItem(EdgeRow row) {
    return new WorkflowEdgeItem(
        row.workflowId(),
        row.workflowName(),
        numberOf(row.version()),
        row.edgeId(),
        row.source(),
        row.target(),
        row.handle(),
        row.condition());
  }

  private static @Nullable Integer numberOf(int version) {
    return version == DefinitionRows.DRAFT ? null : version;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  @SuppressWarnings("unchecked") // JSON's objects have texts as keys
  private @Nullable Map<String, Object> objectOf(@Nullable String config) {
    var value = valueOf(config, "?config");
    if (value == null || value instanceof Map<?, ?>) {
      return (Map<String, Object>) value;
    }
    throw InvalidInput.of("?config", "wrong-type", "must be an object");
  }

  private @Nullable Object valueOf(@Nullable String text, String parameter) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return json.read(text, Object.class);
    } catch (JacksonException notJson) {
      throw InvalidInput.of(parameter, "not-json", "must be JSON");
    }
  }
}
