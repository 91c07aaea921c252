package io.tributary.forms.adapter.out.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.forms.ResponseRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Responses that this node stored or read a moment ago: one module after the other works with
/// each, and none ever changes. Of what was not committed in the end there is no event, so nobody
/// asks for it.
@Component
final class RecentResponses {
  private static final Duration LIFETIME = Duration.ofSeconds(3);

  /// In characters of JSON: some ten thousand a second for the whole lifetime, if they are small.
  /// What does not fit is among the newest, since a full cache keeps what was asked for often.
  private static final long MAX_WEIGHT = 16_000_000;

  /// On the thread of the caller: a task for another one would cost more than it does.
  private final Cache<ResponseRef, StoredResponse> responses =
      Caffeine.newBuilder()
          .expireAfterWrite(LIFETIME)
          .maximumWeight(MAX_WEIGHT)
          .<ResponseRef, StoredResponse>weigher((ref, response) -> response.chars())
          .executor(Runnable::run)
          .build();

  void keep(StoredResponse response) {
    responses.put(new ResponseRef(response.workspaceId(), response.responseId()), response);
  }

  Map<ResponseRef, StoredResponse> known(List<ResponseRef> refs) {
    return responses.getAllPresent(refs);
  }
}
