package io.tributary.operations.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.kernel.IdWindow;
import io.tributary.operations.application.port.in.ListPartitions.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Partitions")
record PartitionsResponse(List<Table> items) {

  @Schema(name = "PartitionedTable")
  record Table(@Schema(example = "forms.response") String table, List<Part> partitions) {}

  @Schema(name = "Partition")
  record Part(
      @Schema(example = "forms.response_202601") String name,
      @Schema(description = "its first instant; null for the default partition")
          @Nullable Instant from,
      @Schema(description = "the first instant after it; null for the default partition")
          @Nullable Instant to,
      @Schema(description = "whether it takes what fits into no month") boolean isDefault,
      @Schema(description = "estimated; null if never analysed") @Nullable Long rows,
      @Schema(description = "with indexes") long bytes) {}

  static PartitionsResponse of(List<Partition> partitions) {
    var tables = new LinkedHashMap<String, List<Part>>();
    for (var partition : partitions) {
      tables.computeIfAbsent(partition.table(), name -> new ArrayList<>()).add(partOf(partition));
    }
    return new PartitionsResponse(
        tables.entrySet().stream()
            .map(entry -> new Table(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Part partOf(Partition partition) {
    return new Part(
        partition.name(),
        timeOf(partition.from()),
        timeOf(partition.to()),
        partition.from() == null && partition.to() == null,
        partition.rows(),
        partition.bytes());
  }

  private static @Nullable Instant timeOf(@Nullable UUID id) {
    return id == null ? null : IdWindow.timeOf(id);
  }
}
