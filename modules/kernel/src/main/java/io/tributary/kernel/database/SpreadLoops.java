package io.tributary.kernel.database;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/// Event loops that take turns with connections.
///
/// Reactor Netty opens a client's connection on the loop that asks for it, if one asks. A pool's
/// connections are asked for by those who use the first one, so all of them would come to share its
/// thread, and each batch would wait for the computing of every other.
final class SpreadLoops implements LoopResources {
  private final LoopResources loops;

  /// Half of the processor's cores, and two at least.
  SpreadLoops(String name) {
    this.loops =
        LoopResources.create(
            name, Math.max(2, Runtime.getRuntime().availableProcessors() / 2), true);
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return loops.onServer(useNative);
  }

  @Override
  public EventLoopGroup onClient(boolean useNative) {
    return loops.onServer(useNative);
  }

  @Override
  public <C extends Channel> C onChannel(Class<C> channel, EventLoopGroup group) {
    return loops.onChannel(channel, group);
  }

  @Override
  public <C extends Channel> Class<? extends C> onChannelClass(
      Class<C> channel, EventLoopGroup group) {
    return loops.onChannelClass(channel, group);
  }

  @Override
  public boolean daemon() {
    return loops.daemon();
  }

  @Override
  public void dispose() {
    loops.dispose();
  }

  @Override
  public Mono<Void> disposeLater() {
    return loops.disposeLater();
  }

  @Override
  public boolean isDisposed() {
    return loops.isDisposed();
  }
}
