package io.tributary.workflows.domain.definitions;

import static io.tributary.workflows.domain.definitions.WorkflowStatus.ARCHIVED;
import static io.tributary.workflows.domain.definitions.WorkflowStatus.PAUSED;
import static io.tributary.workflows.domain.definitions.WorkflowStatus.PUBLISHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.KernelProblem.NotInState;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LifecycleTests {
  @Test
  void every_publication_is_the_next_version() {
    var once = Lifecycle.NEW.publish();
    assertThat(once).isEqualTo(new Lifecycle(PUBLISHED, 2, 1));
    assertThat(once.edit().publish()).isEqualTo(new Lifecycle(PUBLISHED, 4, 2));
  }

  @Test
  void publishing_a_paused_workflow_does_not_wake_it() {
    var paused = Lifecycle.NEW.publish().pause();
    assertThat(paused.publish()).isEqualTo(new Lifecycle(PAUSED, 4, 2));
    assertThat(paused.publish().resume()).isEqualTo(new Lifecycle(PUBLISHED, 5, 2));
  }

  @Test
  void wrong_steps_are_refused_and_name_the_state() {
    refuses(Lifecycle.NEW, Lifecycle::pause, "DRAFT");
    refuses(Lifecycle.NEW, Lifecycle::resume, "DRAFT");
    refuses(Lifecycle.NEW.publish(), Lifecycle::resume, "PUBLISHED");
    refuses(Lifecycle.NEW.publish().pause(), Lifecycle::pause, "PAUSED");
  }

  @Test
  void an_archived_workflow_stays_as_it_is() {
    var archived = Lifecycle.NEW.archive();
    assertThat(archived.status()).isEqualTo(ARCHIVED);
    List<UnaryOperator<Lifecycle>> steps =
        List.of(
            Lifecycle::edit,
            Lifecycle::publish,
            Lifecycle::pause,
            Lifecycle::resume,
            Lifecycle::archive);
    steps.forEach(step -> refuses(archived, step, "ARCHIVED"));
  }

  private static void refuses(Lifecycle from, UnaryOperator<Lifecycle> step, String state) {
    assertThatExceptionOfType(NotInState.class)
        .isThrownBy(() -> step.apply(from))
        .satisfies(problem -> assertThat(problem.state()).isEqualTo(state));
  }
}
