package io.tributary.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/// Drives one server over loopback from the calling thread.
public final class HttpLoad {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);
  private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final int BUFFER = 64 * 1024;

  private final Pace pace;
  private final LongFunction<byte[]> requests;
  private final LoadResult.Tally tally;
  private final ArrayDeque<Wire> idle = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Selector selector;
  private long begin;
  private long sent;
  private int underWay;

  private HttpLoad(Pace pace, int expected, LongFunction<byte[]> requests, Selector selector) {
    this.pace = pace;
    this.requests = requests;
    this.tally = new LoadResult.Tally(expected);
    this.selector = selector;
  }

  /// @param connections opened before the first request, and kept
  /// @param expected the status that counts as accepted
  /// @param requests makes the n-th request, from 0
  public static LoadResult run(
      int port, int connections, Pace pace, int expected, LongFunction<byte[]> requests) {
    try (var selector = Selector.open()) {
      return new HttpLoad(pace, expected, requests, selector).run(port, connections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LoadResult run(int port, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      idle.add(new Wire(port, selector));
    }
    begin = System.nanoTime();
    try {
      while (!pace.isOver(sent, now())) {
        sendDue();
        await();
      }
      var sending = now();
      awaitLast(sending + LAST_ANSWERS.toNanos());
      return tally.result(sent, underWay, Duration.ofNanos(sending), Duration.ofNanos(now()));
    } finally {
      for (var key : selector.keys()) {
        key.channel().close();
      }
    }
  }

  private long now() {
    return System.nanoTime() - begin;
  }

  private void sendDue() throws IOException {
    for (var now = now();
        !idle.isEmpty() && !pace.isOver(sent, now) && pace.intended(sent, now) <= now;
        now = now()) {
      var wire = idle.poll();
      var intended = pace.intended(sent, now);
      var request = requests.apply(sent);
      sent++;
      underWay++;
      try {
        wire.send(request, intended);
      } catch (IOException broken) {
        replace(wire);
      }
    }
  }

  /// Until an answer comes or the next request is due: a selector counts in milliseconds, which is
  /// too coarse for a rate of thousands, so a short wait is slept in naps.
  private void await() throws IOException {
    var wait = idle.isEmpty() ? Long.MAX_VALUE : pace.intended(sent, now()) - now();
    if (wait >= TimeUnit.MILLISECONDS.toNanos(2)) {
      selector.select(this::handle, 1);
    } else if (selector.selectNow(this::handle) == 0 && wait > 0) {
      LockSupport.parkNanos(Math.min(wait, NAP_NANOS));
    }
  }

  private void awaitLast(long deadline) throws IOException {
    while (underWay > 0 && now() < deadline) {
      selector.select(this::handle, 1);
    }
  }

  private void handle(SelectionKey key) {
    var wire = (Wire) key.attachment();
    try {
      if (key.isWritable()) {
        wire.flush();
      }
      if (key.isReadable() && wire.read(buffer)) {
        tally.answered(wire.answer(), now() - wire.intended());
        underWay--;
        idle.add(wire.answer().closes() ? wire.reopened() : wire);
      }
    } catch (IOException broken) {
      replace(wire);
    }
  }

  /// A request that was on it has no answer, and so counts as broken.
  private void replace(Wire wire) {
    if (!idle.remove(wire)) {
      tally.broken();
      underWay--;
    }
    try {
      idle.add(wire.reopened());
    } catch (IOException e) {
      throw new UncheckedIOException("the server is gone", e);
    }
  }
}
