package io.tributary.workspaces.application;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.application.port.in.ApiKeys.Issued;
import io.tributary.workspaces.domain.ApiKey;
import io.tributary.workspaces.domain.ApiKeyDraft;
import io.tributary.workspaces.domain.ApiKeySecret;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.stereotype.Component;

@Component
class KeyFactory {
  private final SecureRandom random = new SecureRandom();
  private final IdGenerator ids;
  private final Clock clock;

  KeyFactory(IdGenerator ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  Issued issue(WorkspaceId workspace, ApiKeyDraft draft, String actor) {
    var secret = ApiKeySecret.draw(workspace, random);
    var key =
        new ApiKey(
            workspace,
            ids.next(),
            draft.name(),
            secret.hint(),
            draft.permissions(),
            clock.instant(),
            actor,
            null,
            null);
    return new Issued(key, secret);
  }

  /// A key for the system: random bytes without a workspace.
  String systemKey() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return "trbs_" + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
