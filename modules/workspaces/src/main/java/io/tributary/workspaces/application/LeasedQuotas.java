package io.tributary.workspaces.application;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.workspaces.Grant;
import io.tributary.workspaces.Grant.Window;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.Quotas;
import io.tributary.workspaces.domain.Quota;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Hands units out of the blocks that this node holds.
@Service
final class LeasedQuotas implements Quotas {
  private static final String TOPIC = "workspaces.quotas";

  /// At a time; they share transactions.
  private static final int RELEASES = 256;

  private final Map<BlockRef, HeldBlock> blocks = new ConcurrentHashMap<>();
  private final KnownQuotas known;
  private final QuotaLeases leases;
  private final ClusterSignals signals;
  private final Clock clock;

  LeasedQuotas(KnownQuotas known, QuotaLeases leases, ClusterSignals signals, Clock clock) {
    this.known = known;
    this.leases = leases;
    this.signals = signals;
    this.clock = clock;
    signals.subscribe(TOPIC, id -> forget(new WorkspaceId(UUID.fromString(id))), this::forgetAll);
  }

  private record BlockRef(WorkspaceId workspace, QuotaKey key) {}

  @Override
  public @Nullable Grant takeNow(WorkspaceId workspace, QuotaKey key, int units) {
    requirePositive(units);
    var quotas = known.ifKnown(workspace);
    if (quotas == null) {
      return null;
    }
    var quota = quotas.get(key);
    return quota == null
        ? new Grant(workspace, key, units, null)
        : block(workspace, quota).takeNow(quota, units);
  }

  @Override
  public Mono<Grant> take(WorkspaceId workspace, QuotaKey key, int units) {
    requirePositive(units);
    return Mono.defer(() -> known.find(workspace))
        .flatMap(
            quotas -> {
              var quota = quotas.get(key);
              return quota == null
                  ? Mono.just(new Grant(workspace, key, units, null))
                  : block(workspace, quota).take(quota, units);
            })
        .switchIfEmpty(Mono.defer(() -> takeAgain(workspace, key, units)));
  }

  /// After the quota turned out to be another one than was known here.
  private Mono<Grant> takeAgain(WorkspaceId workspace, QuotaKey key, int units) {
    known.drop(workspace);
    return take(workspace, key, units);
  }

  @Override
  public void giveBack(Grant grant, int units) {
    requirePositive(units);
    var window = grant.window();
    if (window != null) {
      block(grant.workspace(), grant.key(), window).giveBack(window, units);
    }
  }

  private static void requirePositive(int units) {
    if (units < 1) {
      throw new IllegalArgumentException("units must be 1 or more: " + units);
    }
  }

  private HeldBlock block(WorkspaceId workspace, Quota quota) {
    var block = blocks.get(new BlockRef(workspace, quota.key()));
    return block == null
        ? block(workspace, quota.key(), Window.at(clock.instant(), quota.period(), quota.limit()))
        : block;
  }

  private HeldBlock block(WorkspaceId workspace, QuotaKey key, Window window) {
    return blocks.computeIfAbsent(
        new BlockRef(workspace, key),
        ref -> new HeldBlock(ref.workspace(), ref.key(), window, leases::submit, clock));
  }

  /// Lets other nodes have what nobody takes here. Never fails.
  Mono<Void> releaseIdle() {
    return Flux.fromIterable(blocks.values())
        .flatMap(HeldBlock::releaseIfIdle, RELEASES)
        // whoever takes of a block in this moment leaves units in it that nobody will find: they
        // count as used, as after a crash
        .then(Mono.fromRunnable(() -> blocks.values().removeIf(HeldBlock::isForgotten)));
  }

  /// Gives back all that is held. Never fails.
  Mono<Void> releaseAll() {
    return Flux.fromIterable(blocks.values()).flatMap(HeldBlock::release, RELEASES).then();
  }

  /// After a change: here at once, on other nodes by a signal.
  void changed(WorkspaceId workspace) {
    forget(workspace);
    signals.publish(TOPIC, workspace.toString());
  }

  private void forget(WorkspaceId workspace) {
    known.drop(workspace);
    for (var key : QuotaKey.values()) {
      var block = blocks.get(new BlockRef(workspace, key));
      if (block != null) {
        block.release().subscribe();
      }
    }
  }

  private void forgetAll() {
    known.dropAll();
    releaseAll().subscribe();
  }
}
