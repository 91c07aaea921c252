package io.tributary.app.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;

/// Keeps a connection's next request back until the server is done with the one before.
///
/// The server hears of an answer's end on another thread than it writes on, so a quick client's
/// next request may be read earlier. It would be bound to an operation that hangs on the last one,
/// and a stop would wait for the last one until its time is over, whatever is under way.
final class InTurnHandler extends ChannelInboundHandlerAdapter {
  private final Predicate<Channel> busy;
  private final Queue<Object> kept = new ArrayDeque<>();

  /// @param busy whether the server is not done with a request of this connection
  InTurnHandler(Predicate<Channel> busy) {
    this.busy = busy;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (kept.isEmpty() && !mustWait(ctx, message)) {
      ctx.fireChannelRead(message);
    } else {
      kept.add(message);
    }
  }

  private boolean mustWait(ChannelHandlerContext ctx, Object message) {
    return message instanceof HttpRequest && busy.test(ctx.channel());
  }

  /// To be called whenever the server is done with a request, on whatever thread.
  static void done(Channel channel) {
    var ctx = channel.pipeline().context(InTurnHandler.class);
    if (ctx != null) {
      ctx.executor().execute(() -> ((InTurnHandler) ctx.handler()).goOn(ctx));
    }
  }

  private void goOn(ChannelHandlerContext ctx) {
    for (var next = kept.peek(); next != null && !mustWait(ctx, next); next = kept.peek()) {
      ctx.fireChannelRead(kept.remove());
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    kept.forEach(ReferenceCountUtil::release);
    kept.clear();
  }
}
