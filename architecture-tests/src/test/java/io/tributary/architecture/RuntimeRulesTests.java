package io.tributary.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static io.tributary.architecture.Findings.assertHoldsAndBites;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What code must not do while it runs.
class RuntimeRulesTests {
  private static final Set<String> BLOCKING_ENDS =
      Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream");
  private static final Set<String> BLOCKING_WAITS = Set.of("get", "join", "await", "acquire");

  /// The driver leaves a connection dead when another thread than its own cancels a read.
  private static final Set<String> CANCELS_FROM_ASIDE =
      Set.of(
          "timeout",
          "takeUntilOther",
          "firstWithSignal",
          "firstWithValue",
          "or",
          "switchMap",
          "switchOnNext",
          "publishOn",
          "subscribeOn",
          "cancelOn");

  /// The one clock; ShedLock, which compares the instant with a clock of its own; and the demo's
  /// clock, which is set back while it makes up its history.
  private static final Set<String> READ_THE_TIME =
      Set.of(
          "io.tributary.kernel.database.DatabaseConfiguration",
          "io.tributary.kernel.work.StoredClusterLock",
          "io.tributary.app.demo.DemoClock");

  @Test
  void nobody_blocks() {
    assertHoldsAndBites(
        noClasses()
            .that()
            // the embedded server starts before there is an event loop to hold up, and the demo
            // fills
            // itself on the thread that starts it
            .resideOutsideOfPackages("io.tributary.app.embedded", "io.tributary.app.demo")
            .should()
            .accessTargetWhere(describe("a thread waits", RuntimeRulesTests::waits)),
        "Blocks.byBlock",
        "Blocks.byBlockWithALimit",
        "Blocks.byReference",
        "Blocks.byBlockFirst",
        "Blocks.byBlockLast",
        "Blocks.byBlockOptional",
        "Blocks.byIterable",
        "Blocks.byFutureGet",
        "Blocks.byFutureJoin",
        "Blocks.bySleep",
        "Blocks.byLatch");
  }

  private static boolean waits(JavaAccess<?> access) {
    var target = access.getTarget();
    var owner = target.getOwner();
    var name = target.getName();
    return owner.isAssignableTo("org.reactivestreams.Publisher") && BLOCKING_ENDS.contains(name)
        || owner.isAssignableTo(java.util.concurrent.Future.class) && BLOCKING_WAITS.contains(name)
        || owner.isAssignableTo(java.util.concurrent.CountDownLatch.class)
            && BLOCKING_WAITS.contains(name)
        || owner.isAssignableTo(java.util.concurrent.Semaphore.class)
            && BLOCKING_WAITS.contains(name)
        || owner.isEquivalentTo(Thread.class) && name.equals("sleep");
  }

  @Test
  void what_reads_rows_is_broken_off_by_no_clock_and_no_other_thread() {
    assertHoldsAndBites(
        noClasses()
            .that()
            .resideInAPackage("..adapter.out.persistence..")
            .should()
            .accessTargetWhere(
                describe("a read is cancelled from aside", RuntimeRulesTests::cancelsFromAside)),
        "ImpatientReads.byTimeout",
        "ImpatientReads.byTime",
        "ImpatientReads.byRace",
        "ImpatientReads.bySwitching",
        "ImpatientReads.onAnotherThread",
        "ImpatientReads.byReference");
  }

  private static boolean cancelsFromAside(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
        && target.getOwner().isAssignableTo("org.reactivestreams.Publisher")
        && (CANCELS_FROM_ASIDE.contains(target.getName())
            || target.getName().equals("take")
                && target.getRawParameterTypes().getFirst().isEquivalentTo(Duration.class));
  }

  @Test
  void jdbc_is_for_migrations_alone() {
    assertHoldsAndBites(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.tributary.kernel.database")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")),
        "UsesJdbc");
  }

  @Test
  void no_repository_reads_without_naming_the_workspace() {
    assertHoldsAndBites(
        noClasses()
            .should()
            .dependOnClassesThat(
                assignableTo("org.springframework.data.repository.CrudRepository")
                    .or(
                        assignableTo(
                            "org.springframework.data.repository.reactive.ReactiveCrudRepository"))
                    .or(assignableTo("org.springframework.data.r2dbc.core.R2dbcEntityOperations"))
                    .as("are repositories with inherited statements")),
        "InheritsFindById",
        "InheritsBlockingFindById",
        "UsesTheTemplate");
  }

  @Test
  void the_time_comes_from_the_clock() {
    assertHoldsAndBites(
        noClasses()
            .that(describe("are not the clock", type -> !READ_THE_TIME.contains(outermost(type))))
            .should()
            .accessTargetWhere(describe("the time is read", RuntimeRulesTests::readsTheTime)),
        "KnowsTheTime.now",
        "KnowsTheTime.today",
        "KnowsTheTime.todayInAZone",
        "KnowsTheTime.millis",
        "KnowsTheTime.reference",
        "KnowsTheTime.ownClock",
        "KnowsTheTime.date");
  }

  private static boolean readsTheTime(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
      return false;
    }
    var owner = target.getOwner();
    var name = target.getName();
    return owner.getPackageName().equals("java.time") && isNowWithoutClock(target)
        || owner.isEquivalentTo(Clock.class) && name.startsWith("system")
        || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
        || owner.isEquivalentTo(java.util.Date.class)
            && name.equals("<init>")
            && target.getRawParameterTypes().isEmpty();
  }

  private static boolean isNowWithoutClock(AccessTarget.CodeUnitAccessTarget target) {
    return target.getName().equals("now")
        && target.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class));
  }

  private static String outermost(JavaClass type) {
    var name = type.getName();
    var nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  @Test
  void transactions_are_asked_for_by_name() {
    assertHoldsAndBites(
        noClasses()
            .should()
            .dependOnClassesThat(
                named("org.springframework.transaction.annotation.Transactional")
                    .or(named("jakarta.transaction.Transactional"))),
        "HiddenTransaction",
        "HiddenTransactionOfAll");
  }

  @Test
  void many_rows_are_one_statement() {
    assertHoldsAndBites(
        noClasses()
            .should()
            .accessTargetWhere(
                describe(
                    "a statement is sent once for each row",
                    access ->
                        access.getTarget().getName().equals("add")
                            && access
                                .getTarget()
                                .getOwner()
                                .isAssignableTo("io.r2dbc.spi.Statement"))),
        "SendsRowByRow.send");
  }

  @Test
  void nothing_is_injected_into_fields() {
    assertHoldsAndBites(
        noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource"),
        "InjectedField.clock",
        "InjectedField.limit");
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return describe(name, type -> type.getName().equals(name));
  }
}
