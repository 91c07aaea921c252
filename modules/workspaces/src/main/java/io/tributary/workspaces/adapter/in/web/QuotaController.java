package io.tributary.workspaces.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.web.Authorized;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.application.port.in.ManageQuotas;
import io.tributary.workspaces.domain.QuotaDraft;
import io.tributary.workspaces.domain.QuotaUsage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// A workspace sees its quotas; only the system's own key, which has `operations:manage`, sets
/// them.
@Tag(name = "Quotas")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/quotas")
class QuotaController {
  private final ManageQuotas quotas;

  QuotaController(ManageQuotas quotas) {
    this.quotas = quotas;
  }

  record SetQuotaRequest(
      @Schema(example = "10000", description = "units in each period, 0 to 1,000,000,000,000")
          @Nullable Long limit,
      @Schema(
              example = "MONTH",
              allowableValues = {"DAY", "MONTH"})
          @Nullable String period) {}

  record QuotaResponse(
      @Schema(
              example = "submissions",
              allowableValues = {"submissions", "executions"})
          String key,
      @Schema(example = "10000", description = "units in each period") long limit,
      @Schema(
              example = "MONTH",
              allowableValues = {"DAY", "MONTH"})
          String period,
      @Schema(
              example = "4711",
              description =
                  "units in this period, with those that nodes hold to hand out: about a second's"
                      + " worth of each")
          long used,
      @Schema(description = "when the next period begins, by UTC") Instant resetsAt) {
    static QuotaResponse of(QuotaUsage usage) {
      var quota = usage.quota();
      return new QuotaResponse(
          quota.key().text(), quota.limit(), quota.period().name(), usage.used(), usage.resetsAt());
    }
  }

  record QuotasResponse(List<QuotaResponse> items) {}

  @Operation(summary = "List the quotas with what is used of them; what is not listed has no limit")
  @GetMapping
  Mono<QuotasResponse> list(
      @Authorized(value = "workspace:read", systemToo = true) WorkspaceId workspace) {
    return quotas
        .list(workspace)
        .map(usages -> new QuotasResponse(usages.stream().map(QuotaResponse::of).toList()));
  }

  @Operation(
      summary = "Set or replace a quota",
      description =
          "What was used in the period so far counts. A lower limit does not undo anything: nothing"
              + " more is granted until the next period.")
  @PutMapping("/{key}")
  Mono<QuotaResponse> set(
      @Authorized(value = "operations:manage", systemToo = true) WorkspaceId workspace,
      @Parameter(example = "submissions") @PathVariable String key,
      @RequestBody SetQuotaRequest body) {
    return quotas
        .set(workspace, keyOf(key), QuotaDraft.of(body.limit(), body.period()))
        .map(QuotaResponse::of);
  }

  @Operation(summary = "Remove a quota: there is no limit from then on")
  @ApiResponse(responseCode = "204", description = "removed")
  @DeleteMapping("/{key}")
  Mono<ResponseEntity<Void>> remove(
      @Authorized(value = "operations:manage", systemToo = true) WorkspaceId workspace,
      @Parameter(example = "submissions") @PathVariable String key) {
    return quotas.remove(workspace, keyOf(key)).thenReturn(ResponseEntity.noContent().build());
  }

  private static QuotaKey keyOf(String key) {
    return QuotaKey.of(key).orElseThrow(() -> new NotFound("quota"));
  }
}
