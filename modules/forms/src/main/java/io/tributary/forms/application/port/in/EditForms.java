package io.tributary.forms.application.port.in;

import io.tributary.forms.application.port.in.ReadForms.FormView;
import io.tributary.forms.domain.FormDraft;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.ExpectedVersion;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Makes forms and leads them through their life.
///
/// All but `create` signal `NotFound`, and `StaleVersion` if the caller expects another version;
/// then nothing is written.
public interface EditForms {

  /// Signals `InvalidInput` with every fault of the draft.
  Mono<FormView> create(WorkspaceId workspace, FormDraft draft);

  /// Replaces the draft; what is published stays as it is. Signals `InvalidInput` with every fault,
  /// `VersionMissing` if no version is expected, `NotInState` if the form is archived.
  Mono<FormView> edit(
      WorkspaceId workspace, UUID formId, ExpectedVersion expected, FormDraft draft);

  /// Makes the draft the next version and announces it. A draft that is published already makes no
  /// new version: the form is answered as it is, or opened again if it was archived. Signals
  /// `InvalidInput` if the draft has no fields.
  Mono<FormView> publish(WorkspaceId workspace, UUID formId, ExpectedVersion expected);

  /// Takes no responses any more. Archiving twice is no error.
  Mono<FormView> archive(WorkspaceId workspace, UUID formId, ExpectedVersion expected);
}
