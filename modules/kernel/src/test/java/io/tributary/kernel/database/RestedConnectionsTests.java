package io.tributary.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.ValidationDepth;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

class RestedConnectionsTests {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final List<Socket> sockets = new ArrayList<>();
  private long nanos;
  private final RestedConnections rested = new RestedConnections(PATIENCE, () -> nanos);
  private final ConnectionPool pool =
      new ConnectionPool(
          ConnectionPoolConfiguration.builder(new Server())
              .initialSize(0)
              .maxSize(1)
              .validationDepth(ValidationDepth.LOCAL)
              .preRelease(rested::released)
              .postAllocate(rested::allocated)
              .build());

  @AfterEach
  void close() {
    pool.dispose();
  }

  @Test
  void a_connection_is_asked_when_it_is_new_and_after_a_rest_but_not_while_it_is_busy() {
    for (int i = 0; i < 10; i++) {
      use();
      nanos += Duration.ofMillis(900).toNanos();
    }
    assertThat(sockets).hasSize(1);
    assertThat(sockets.getFirst().asked).isEqualTo(1);

    nanos += Duration.ofMillis(200).toNanos();
    use();
    assertThat(sockets.getFirst().asked).isEqualTo(2);
  }

  @Test
  void one_that_died_or_does_not_answer_after_a_rest_is_replaced() {
    use();
    sockets.getFirst().answer = Mono.just(false);
    nanos += Duration.ofSeconds(2).toNanos();
    use();
    assertThat(sockets).hasSize(2);

    sockets.getLast().answer = Mono.never();
    nanos += Duration.ofSeconds(2).toNanos();
    use();
    assertThat(sockets).hasSize(3);
  }

  @Test
  void one_whose_socket_is_closed_is_replaced_even_if_it_was_busy() {
    use();
    sockets.getFirst().open = false;
    use();

    assertThat(sockets).hasSize(2);
  }

  @Test
  void the_failure_is_one_of_the_connection() {
    var dead = new Socket();
    dead.answer = Mono.just(false);

    assertThatThrownBy(() -> Mono.from(rested.allocated(dead.connection())).block())
        .isInstanceOf(R2dbcNonTransientResourceException.class);
  }

  private void use() {
    Mono.usingWhen(pool.create(), connection -> Mono.empty(), Connection::close)
        .block(Duration.ofSeconds(10));
  }

  /// What a connection would be to a server; it knows nothing but to be asked and closed.
  private static final class Socket {
    private boolean open = true;
    private Mono<Boolean> answer = Mono.just(true);
    private int asked;

    Connection connection() {
      return (Connection)
          Proxy.newProxyInstance(
              Socket.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "validate" -> validated((ValidationDepth) arguments[0]);
                    case "close" -> Mono.empty();
                    case "isAutoCommit" -> true;
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }

    private Mono<Boolean> validated(ValidationDepth depth) {
      return switch (depth) {
        case LOCAL -> Mono.just(open);
        case REMOTE ->
            Mono.defer(
                () -> {
                  asked++;
                  return answer;
                });
      };
    }
  }

  private final class Server implements ConnectionFactory {
    @Override
    public Publisher<Connection> create() {
      return Mono.fromSupplier(
          () -> {
            var socket = new Socket();
            sockets.add(socket);
            return socket.connection();
          });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
      return () -> "server";
    }
  }
}
