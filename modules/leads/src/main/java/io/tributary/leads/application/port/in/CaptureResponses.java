package io.tributary.leads.application.port.in;

import io.tributary.forms.ResponseRef;
import java.util.List;
import reactor.core.publisher.Mono;

/// Makes leads of accepted responses.
public interface CaptureResponses {

  /// Merges each response into the lead of its e-mail address, or makes a lead of it, records it as
  /// an activity and announces it. Joins the caller's worker transaction; the number of statements
  /// does not depend on the number of responses. One that was captured before is passed over.
  Mono<Void> capture(List<ResponseRef> responses);
}
