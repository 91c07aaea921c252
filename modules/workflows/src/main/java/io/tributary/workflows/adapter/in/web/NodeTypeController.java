package io.tributary.workflows.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.out.NodeCatalog;
import io.tributary.workflows.domain.Exits;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/node-types")
class NodeTypeController {
  private final NodeCatalog catalog;

  NodeTypeController(NodeCatalog catalog) {
    this.catalog = catalog;
  }

  record NodeTypeResponse(
      @Schema(example = "ACTION_SEND_EMAIL") String type,
      @Schema(description = "whether a workflow begins with it") boolean trigger,
      @Schema(description = "whether an execution ends there") boolean end,
      @Schema(example = "[\"error\"]", description = "ways out besides the usual one")
          List<String> handles,
      @Schema(description = "JSON Schema (2020-12) of data.config")
          Map<String, Object> configSchema) {}

  record NodeTypesResponse(List<NodeTypeResponse> items) {}

  @Operation(summary = "List what workflows can be built of")
  @GetMapping
  NodeTypesResponse list(@Authorized("workflow:read") WorkspaceId workspace) {
    return new NodeTypesResponse(catalog.types().stream().sorted().map(this::toResponse).toList());
  }

  private NodeTypeResponse toResponse(String type) {
    return new NodeTypeResponse(
        type,
        catalog.isTrigger(type),
        catalog.exits(type) == Exits.NONE,
        catalog.handles(type).stream().sorted().toList(),
        catalog.configSchema(type));
  }
}
