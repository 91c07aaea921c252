package io.tributary.leads.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.leads.domain.LeadField;
import io.tributary.leads.domain.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Shows and extends what leads of a workspace look like.
public interface ManageLeadFields {

  /// Oldest first.
  Mono<Page<LeadField>> list(WorkspaceId workspace, PageRequest page);

  /// Signals `InvalidInput` with every fault, `KeyTaken` or `FieldLimitReached`; nothing is stored
  /// then.
  Mono<LeadField> add(Command command);

  /// The pipeline's stages in their order, at least one.
  Mono<List<Stage>> stages(WorkspaceId workspace);

  record Command(
      WorkspaceId workspace,
      @Nullable String key,
      @Nullable String label,
      @Nullable String type,
      @Nullable List<@Nullable String> options) {}
}
