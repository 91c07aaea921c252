package io.tributary.forms.application.port.out;

import io.tributary.forms.application.port.in.ReadResponses.ResponseView;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Reads responses; inside a transaction for their workspace.
public interface ResponseStore {

  /// Newest first, at most `rows`.
  Mono<List<ResponseView>> newest(WorkspaceId workspace, UUID formId, IdWindow window, int rows);

  /// Empty if it is not there.
  Mono<ResponseView> find(WorkspaceId workspace, UUID formId, UUID responseId);
}
