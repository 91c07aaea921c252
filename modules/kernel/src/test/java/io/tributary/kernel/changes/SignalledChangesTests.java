package io.tributary.kernel.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/// Two nodes, whose signals go from one to the other when the test says so.
@ModuleTest
class SignalledChangesTests {
  private static final String TOPIC = "things";

  @Autowired Transactions transactions;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final WorkspaceId other = new WorkspaceId(UUID.randomUUID());
  private final Wire wire = new Wire();
  private final Changes here = new SignalledChanges(wire);
  private final Changes there = new SignalledChanges(wire);

  @Test
  void a_state_holds_until_something_of_its_topic_changes_in_its_workspace() {
    var before = here.stateOf(TOPIC, workspace);
    var ofOther = here.stateOf(TOPIC, other);
    var ofOtherTopic = here.stateOf("others", workspace);

    change(workspace);

    assertThat(here.stateOf(TOPIC, workspace)).isNotSameAs(before);
    assertThat(here.stateOf(TOPIC, other)).isSameAs(ofOther);
    assertThat(here.stateOf("others", workspace)).isSameAs(ofOtherTopic);
  }

  @Test
  void it_holds_while_the_transaction_runs_and_not_when_its_writer_is_answered() {
    var before = here.stateOf(TOPIC, workspace);
    var meanwhile = new ArrayList<>();

    transactions
        .asWorker(
            here.changing(TOPIC, List.of(workspace.value()))
                .then(
                    Mono.fromRunnable(() -> meanwhile.add(here.stateOf(TOPIC, workspace))).then()))
        .block();

    assertThat(meanwhile).singleElement().isSameAs(before);
    assertThat(here.stateOf(TOPIC, workspace)).isNotSameAs(before);
  }

  @Test
  void a_transaction_that_fails_may_have_changed_something_all_the_same() {
    var before = here.stateOf(TOPIC, workspace);

    transactions
        .asWorker(
            here.changing(TOPIC, List.of(workspace.value()))
                .then(Mono.error(new IllegalArgumentException("rolled back"))))
        .onErrorComplete()
        .block();

    assertThat(here.stateOf(TOPIC, workspace)).isNotSameAs(before);
  }

  @Test
  void the_other_node_hears_of_it_and_forgets_all_when_it_may_have_missed_something() {
    var first = there.stateOf(TOPIC, workspace);
    var ofOther = there.stateOf(TOPIC, other);
    change(workspace);
    assertThat(there.stateOf(TOPIC, workspace)).isSameAs(first);

    wire.deliver();
    var second = there.stateOf(TOPIC, workspace);
    assertThat(second).isNotSameAs(first);
    assertThat(there.stateOf(TOPIC, other)).isSameAs(ofOther);

    wire.gap();
    assertThat(there.stateOf(TOPIC, workspace)).isNotSameAs(second);
    assertThat(there.stateOf(TOPIC, other)).isNotSameAs(ofOther);
  }

  @Test
  void outside_a_transaction_it_is_a_bug() {
    assertThatIllegalStateException()
        .isThrownBy(() -> here.changing(TOPIC, List.of(workspace.value())).block());
    here.changing(TOPIC, List.of()).block();
  }

  private void change(WorkspaceId changed) {
    transactions.asWorker(here.changing(TOPIC, List.of(changed.value(), changed.value()))).block();
  }

  /// Keeps what was published until it is delivered, to everybody.
  private static final class Wire implements ClusterSignals {
    private final List<Map.Entry<String, String>> sent = new ArrayList<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private final List<Runnable> gaps = new ArrayList<>();

    @Override
    public void publish(String topic, String payload) {
      sent.add(Map.entry(topic, payload));
    }

    @Override
    public Mono<Void> publishOnCommit(String topic, String payload) {
      return Mono.error(new UnsupportedOperationException());
    }

    @Override
    public void subscribe(String topic, Consumer<String> onSignal, Runnable onGap) {
      listeners.add(onSignal);
      gaps.add(onGap);
    }

    void deliver() {
      sent.forEach(signal -> listeners.forEach(each -> each.accept(signal.getValue())));
    }

    void gap() {
      gaps.forEach(Runnable::run);
    }
  }
}
