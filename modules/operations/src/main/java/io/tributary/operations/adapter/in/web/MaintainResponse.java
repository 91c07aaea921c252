package io.tributary.operations.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "PartitionChanges")
record MaintainResponse(
    @Schema(example = "[\"forms.response_202604\"]") List<String> created, List<String> dropped) {}
