package io.tributary.testsupport;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Records what an operation sends to the database, one entry for each round trip, so that a test
/// holds their number. What the pool sends by itself, to validate a connection, is not seen.
@Component
public final class RoundTrips implements BeanPostProcessor {
  private static final Map<String, String> TRANSACTION_CONTROL =
      Map.of(
          "beginTransaction", "BEGIN",
          "commitTransaction", "COMMIT",
          "rollbackTransaction", "ROLLBACK");

  private final Queue<List<String>> visits = new ConcurrentLinkedQueue<>();

  /// Runs `operation`, and tells the round trips of each use of a connection in which a statement
  /// contained `marker`: others work on the same database meanwhile.
  public List<List<String>> of(String marker, Runnable operation) {
    visits.clear();
    operation.run();
    return visits.stream()
        .filter(trips -> trips.stream().anyMatch(sql -> sql.contains(marker)))
        .map(List::copyOf)
        .toList();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return name.equals("connectionFactory") && bean instanceof ConnectionFactory connections
        ? new Recorded(connections)
        : bean;
  }

  private final class Recorded implements ConnectionFactory {
    private final ConnectionFactory connections;

    private Recorded(ConnectionFactory connections) {
      this.connections = connections;
    }

    @Override
    public Publisher<? extends Connection> create() {
      return Mono.from(connections.create()).map(this::recorded);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
      return connections.getMetadata();
    }

    private Connection recorded(Connection connection) {
      var trips = new CopyOnWriteArrayList<String>();
      visits.add(trips);
      return proxy(
          Connection.class,
          (method, arguments) -> {
            var control = TRANSACTION_CONTROL.get(method.getName());
            if (control != null) {
              trips.add(control);
            }
            var result = invoke(method, connection, arguments);
            return result instanceof Statement statement
                ? recorded(statement, (String) arguments[0], trips)
                : result;
          });
    }

    private static Statement recorded(Statement statement, String sql, List<String> trips) {
      var self = new ArrayList<Statement>();
      self.add(
          proxy(
              Statement.class,
              (method, arguments) -> {
                if (method.getName().equals("execute")) {
                  trips.add(sql);
                }
                var result = invoke(method, statement, arguments);
                return result == statement ? self.getFirst() : result;
              }));
      return self.getFirst();
    }
  }

  private interface Call {
    Object on(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.on(method, arguments)));
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
