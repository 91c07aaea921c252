package io.tributary.operations.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Caller;
import io.tributary.operations.application.port.in.ListPartitions;
import io.tributary.operations.application.port.in.MaintainPartitions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/database/partitions")
@Tag(name = "Database", description = "For operators, with the system's own key.")
class PartitionsController {
  private final ListPartitions listing;
  private final MaintainPartitions maintenance;

  PartitionsController(ListPartitions listing, MaintainPartitions maintenance) {
    this.listing = listing;
    this.maintenance = maintenance;
  }

  @GetMapping
  @Operation(
      summary = "Partitions of all tables",
      description = "Each table's partitions with their months, sizes and estimated rows.")
  Mono<PartitionsResponse> list(@Authorized("operations:read") Caller caller) {
    return listing.list().map(PartitionsResponse::of);
  }

  @PostMapping("/maintain")
  @Operation(
      summary = "See to the partitions now",
      description =
          "Creates those of the coming months and drops those past retention, as the daily job "
              + "does. Safe to repeat.")
  Mono<MaintainResponse> maintain(@Authorized("operations:manage") Caller caller) {
    return maintenance
        .maintain()
        .map(changes -> new MaintainResponse(changes.created(), changes.dropped()));
  }
}
