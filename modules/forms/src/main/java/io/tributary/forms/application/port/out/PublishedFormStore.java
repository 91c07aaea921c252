package io.tributary.forms.application.port.out;

import io.tributary.forms.domain.FormKey;
import io.tributary.forms.domain.PublishedForm;
import reactor.core.publisher.Mono;

/// Looks forms up by their public key; inside a worker's transaction, since a key knows no
/// workspace.
public interface PublishedFormStore {
  /// Empty if there is no such form or it is not published.
  Mono<PublishedForm> find(FormKey key);
}
