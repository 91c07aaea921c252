package io.tributary.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import org.junit.jupiter.api.Test;

class InTurnHandlerTests {
  private static final Object END = LastHttpContent.EMPTY_LAST_CONTENT;

  private boolean busy;
  private final EmbeddedChannel channel = new EmbeddedChannel(new InTurnHandler(its -> busy));

  @Test
  void a_request_waits_until_the_server_is_done_with_the_one_before() {
    var first = request("/1");
    var second = request("/2");
    channel.writeInbound(first);
    busy = true;
    channel.writeInbound(END, second, END);
    assertThat(channel.inboundMessages()).containsExactly(first, END);

    done();

    assertThat(channel.inboundMessages()).containsExactly(first, END, second, END);
  }

  @Test
  void what_waits_stays_until_it_is_done() {
    busy = true;
    channel.writeInbound(request("/1"), END);
    InTurnHandler.done(channel);
    channel.runPendingTasks();

    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void what_still_waits_when_the_connection_ends_is_released() {
    var content = new Content();
    busy = true;
    channel.writeInbound(request("/1"), content);

    channel.close();

    assertThat(content.refCnt()).isZero();
  }

  private void done() {
    busy = false;
    InTurnHandler.done(channel);
    channel.runPendingTasks();
  }

  private static DefaultHttpRequest request(String path) {
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path);
  }

  private static final class Content extends AbstractReferenceCounted {
    @Override
    protected void deallocate() {}

    @Override
    public ReferenceCounted touch(Object hint) {
      return this;
    }
  }
}
