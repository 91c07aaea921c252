package io.tributary.workflows.application.connections;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.StaleVersion;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.connections.ManageSmtpSettings;
import io.tributary.workflows.application.port.out.connections.OutboundPolicy;
import io.tributary.workflows.application.port.out.connections.SmtpSettingsStore;
import io.tributary.workflows.application.port.out.connections.SmtpSettingsStore.Stored;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails;
import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import io.tributary.workflows.domain.connections.MailAddress;
import io.tributary.workflows.domain.connections.SmtpSecurity;
import io.tributary.workflows.domain.connections.SmtpSettings;
import io.tributary.workflows.domain.execution.EffectKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class SmtpSettingsService implements ManageSmtpSettings {
  private static final int MAX_PASSWORD = 2_000;

  private final SmtpSettingsStore store;
  private final SmtpVault vault;
  private final OutboundPolicy policy;
  private final Mails mails;
  private final Transactions transactions;
  private final IdGenerator ids;
  private final Clock clock;

  SmtpSettingsService(
      SmtpSettingsStore store,
      SmtpVault vault,
      OutboundPolicy policy,
      Mails mails,
      Transactions transactions,
      IdGenerator ids,
      Clock clock) {
    this.store = store;
    this.vault = vault;
    this.policy = policy;
    this.mails = mails;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Shown> find(WorkspaceId workspace) {
    return transactions
        .inWorkspace(workspace, store.find(workspace))
        .map(SmtpSettingsService::shown)
        .switchIfEmpty(Mono.error(SmtpSettingsService::notFound));
  }

  @Override
  public Mono<Shown> put(WorkspaceId workspace, Draft draft, ExpectedVersion expected) {
    return Mono.defer(
        () -> {
          var faults = new Faults();
          var settings = checked(draft, faults);
          return transactions.inWorkspace(
              workspace,
              store
                  .lock(workspace)
                  .flatMap(before -> replace(workspace, before, settings, draft, faults, expected))
                  .switchIfEmpty(
                      Mono.defer(() -> insert(workspace, settings, draft, faults, expected)))
                  .flatMap(stored -> vault.changed(workspace).thenReturn(shown(stored))));
        });
  }

  private SmtpSettings checked(Draft draft, Faults faults) {
    var settings =
        SmtpSettings.checked(
            draft.host(), draft.port(), draft.security(), draft.username(), draft.sender(), faults);
    if (faults.isEmpty()) {
      policy
          .refusalOfMailServer(
              settings.host(), settings.port(), settings.security() == SmtpSecurity.NONE)
          .ifPresent(why -> faults.at("host").add("refused-address", why));
    }
    var password = draft.password();
    var here = faults.at("password");
    here.require(
        password == null
            || password.length() <= MAX_PASSWORD
                && password.chars().noneMatch(Character::isISOControl),
        "invalid",
        "must be at most " + MAX_PASSWORD + " characters, without control characters");
    here.require(
        password == null || settings.username() != null,
        "not-allowed",
        "is of no use without a user name");
    return settings;
  }

  private Mono<Stored> replace(
      WorkspaceId workspace,
      Stored before,
      SmtpSettings settings,
      Draft draft,
      Faults faults,
      ExpectedVersion expected) {
    expected.required();
    expected.check(before.version());
    var kept = before.settings().leadsElsewhere(settings) ? null : before;
    var stored = stored(workspace, kept, settings, draft, before.version() + 1, faults);
    return store.update(workspace, stored).thenReturn(stored);
  }

  private Mono<Stored> insert(
      WorkspaceId workspace,
      SmtpSettings settings,
      Draft draft,
      Faults faults,
      ExpectedVersion expected) {
    expected.check(0);
    var stored = stored(workspace, null, settings, draft, 1, faults);
    return store
        .insert(workspace, stored)
        .filter(inserted -> inserted)
        .switchIfEmpty(Mono.error(() -> new StaleVersion(expected.precondition(), 1)))
        .thenReturn(stored);
  }

  private Stored stored(
      WorkspaceId workspace,
      @Nullable Stored kept,
      SmtpSettings settings,
      Draft draft,
      int version,
      Faults faults) {
    var password = draft.password();
    var stays = kept == null ? null : kept.password();
    faults
        .at("password")
        .require(
            settings.username() == null || password != null || stays != null,
            "required",
            "is missing");
    faults.throwIfAny();
    return new Stored(
        settings, password == null ? stays : vault.seal(workspace, password), now(), version);
  }

  @Override
  public Mono<Void> delete(WorkspaceId workspace, ExpectedVersion expected) {
    return transactions.inWorkspace(
        workspace,
        store
            .lock(workspace)
            .switchIfEmpty(Mono.error(SmtpSettingsService::notFound))
            .doOnNext(stored -> expected.check(stored.version()))
            .then(Mono.defer(() -> store.delete(workspace)))
            .then(Mono.defer(() -> vault.changed(workspace))));
  }

  @Override
  public Mono<Outcome> test(WorkspaceId workspace, @Nullable String to) {
    return Mono.defer(
        () -> {
          if (to == null || !MailAddress.isOne(to)) {
            throw InvalidInput.of("/to", "not-an-address", "must be one mail address");
          }
          return find(workspace).then(mails.send(testMail(workspace, to))).map(this::outcome);
        });
  }

  private Mail testMail(WorkspaceId workspace, String to) {
    return new Mail(
        workspace.value(),
        new EffectKey("smtp-test:" + ids.next()),
        List.of(to),
        "Test",
        "Your workflows can send mails by this server.");
  }

  private Outcome outcome(EffectResult result) {
    return switch (result) {
      case EffectResult.Succeeded _ -> new Outcome(null);
      case EffectResult.Failed(var failure) -> new Outcome(failure);
      case EffectResult.Waiting _ -> throw new IllegalStateException("a mail does not wait");
    };
  }

  private static Shown shown(Stored stored) {
    return new Shown(
        stored.settings(), stored.password() != null, stored.updatedAt(), stored.version());
  }

  private static NotFound notFound() {
    return new NotFound("SMTP settings");
  }

  /// As precise as the database keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
