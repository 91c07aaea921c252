package io.tributary.workflows.adapter.out.nodes;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.adapter.out.nodes.OwnerAssignments.Assignment;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

@ModuleTest
class AssignOwnerTests {
  private static final UUID ADA = UUID.randomUUID();
  private static final UUID BOB = UUID.randomUUID();
  private static final UUID CYD = UUID.randomUUID();

  @Autowired AssignOwner node;
  @Autowired OwnerAssignments assignments;
  @Autowired Transactions transactions;
  @Autowired WebTestClient client;
  private Tenant tenant;
  private UUID workflow;

  @BeforeEach
  void fresh() {
    tenant = Tenant.create(client);
    workflow = UUID.randomUUID();
  }

  private UUID lead() {
    var created =
        tenant
            .http()
            .post()
            .uri(tenant.path("/leads"))
            .bodyValue(Map.of("name", "Ada"))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    return UUID.fromString((String) created.get("id"));
  }

  private Assignment of(UUID lead, Map<String, Object> more, UUID... owners) {
    var config = new HashMap<String, Object>(more);
    config.putIfAbsent("strategy", "ROUND_ROBIN");
    config.put("owners", Stream.of(owners).map(UUID::toString).toList());
    var visit =
        VisitOf.config(config)
            .of(tenant.workspaceId(), UUID.randomUUID())
            .lead(lead)
            .value("execution", Map.of("workflowId", workflow.toString()))
            .visit();
    return (Assignment) ((Step.Change<?>) node.run(visit)).command();
  }

  private List<EffectResult> apply(List<Assignment> batch) {
    return transactions.asWorker(assignments.apply(batch)).block();
  }

  private static Object owner(EffectResult result) {
    return result instanceof EffectResult.Succeeded done
        ? UUID.fromString((String) done.output().get("ownerId"))
        : result;
  }

  private List<?> owners(List<Assignment> batch) {
    return apply(batch).stream().map(AssignOwnerTests::owner).toList();
  }

  @Test
  void leads_go_round_over_batches() {
    assertThat(
            owners(
                List.of(of(lead(), Map.of(), ADA, BOB, CYD), of(lead(), Map.of(), ADA, BOB, CYD))))
        .isEqualTo(List.of(ADA, BOB));
    assertThat(
            owners(
                List.of(of(lead(), Map.of(), ADA, BOB, CYD), of(lead(), Map.of(), ADA, BOB, CYD))))
        .isEqualTo(List.of(CYD, ADA));
  }

  @Test
  void every_workflow_goes_round_by_itself() {
    owners(List.of(of(lead(), Map.of(), ADA, BOB)));
    workflow = UUID.randomUUID();

    assertThat(owners(List.of(of(lead(), Map.of(), ADA, BOB)))).isEqualTo(List.of(ADA));
  }

  @Test
  void the_leads_have_their_owners() {
    var lead = lead();
    owners(List.of(of(lead, Map.of("strategy", "FIXED"), BOB)));

    tenant
        .http()
        .get()
        .uri(tenant.path("/leads/" + lead))
        .exchange()
        .expectBody()
        .jsonPath("$.ownerId")
        .isEqualTo(BOB.toString());
  }

  @Test
  void turns_are_even_however_many_batches_take_them_at_once() {
    var batches = new ArrayList<List<Assignment>>();
    for (int i = 0; i < 12; i++) {
      batches.add(
          IntStream.range(0, 5).mapToObj(n -> of(lead(), Map.of(), ADA, BOB, CYD)).toList());
    }

    var found =
        Flux.fromIterable(batches)
            .flatMap(batch -> transactions.asWorker(assignments.apply(batch)), 6)
            .flatMapIterable(results -> results)
            .map(AssignOwnerTests::owner)
            .collectList()
            .block();

    assertThat(found.stream().collect(groupingBy(owner -> owner, counting())))
        .isEqualTo(Map.of(ADA, 20L, BOB, 20L, CYD, 20L));
  }

  @Test
  void a_transaction_that_is_rolled_back_takes_no_turn() {
    var batch = List.of(of(lead(), Map.of(), ADA, BOB));

    transactions
        .asWorker(assignments.apply(batch).map(any -> 1 / (any.size() - 1)))
        .onErrorComplete()
        .block();

    assertThat(owners(batch)).isEqualTo(List.of(ADA));
  }

  @Test
  void who_has_an_owner_keeps_it_and_takes_no_turn() {
    var owned = lead();
    var fresh = lead();
    owners(List.of(of(owned, Map.of("strategy", "FIXED"), CYD)));
    var only = Map.<String, Object>of("onlyIfUnassigned", true);

    assertThat(
            owners(
                List.of(
                    of(owned, only, ADA, BOB),
                    of(fresh, only, ADA, BOB),
                    of(fresh, only, ADA, BOB))))
        .isEqualTo(List.of(CYD, ADA, ADA));
    assertThat(owners(List.of(of(lead(), only, ADA, BOB)))).isEqualTo(List.of(BOB));
  }

  @Test
  void two_batches_at_once_give_an_unassigned_lead_one_owner() {
    var lead = lead();
    var only = Map.<String, Object>of("onlyIfUnassigned", true);

    var found =
        Flux.range(0, 8)
            .flatMap(
                i ->
                    transactions.asWorker(
                        assignments.apply(List.of(of(lead, only, ADA, BOB, CYD)))),
                8)
            .flatMapIterable(results -> results)
            .map(AssignOwnerTests::owner)
            .distinct()
            .collectList()
            .block();

    assertThat(found).containsExactly(ADA);
  }

  @Test
  void a_lead_that_is_gone_fails_and_takes_no_turn() {
    var results =
        apply(List.of(of(UUID.randomUUID(), Map.of(), ADA, BOB), of(lead(), Map.of(), ADA, BOB)));

    assertThat(((EffectResult.Failed) results.get(0)).failure().kind())
        .isEqualTo(FailureKind.NOT_FOUND);
    assertThat(owner(results.get(1))).isEqualTo(ADA);
  }

  @Test
  void an_execution_without_a_lead_fails() {
    var visit = VisitOf.config(Map.of("strategy", "FIXED", "owners", List.of(ADA.toString())));

    assertThat(((Step.Failed) node.run(visit.visit())).failure().kind())
        .isEqualTo(FailureKind.NOT_FOUND);
  }

  @Test
  void every_fault_is_told_at_once() {
    var faults = new Faults();
    node.check(
        Map.of(
            "strategy",
            "FIXED",
            "owners",
            List.of(ADA.toString(), "bob"),
            "onlyIfUnassigned",
            "yes",
            "owner",
            "x"),
        faults);
    node.check(Map.of("strategy", "RANDOM"), faults.at("b"));
    node.check(Map.of("strategy", "ROUND_ROBIN", "owners", List.of()), faults.at("c"));

    assertThat(faults.all().stream().map(fault -> fault.pointer() + " " + fault.code()))
        .containsExactlyInAnyOrder(
            "/owner unknown-property",
            "/owners length",
            "/owners/1 not-an-id",
            "/onlyIfUnassigned wrong-type",
            "/b/strategy not-an-option",
            "/b/owners required",
            "/c/owners length");
  }
}
