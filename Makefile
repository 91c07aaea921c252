# Thin calls of Maven, which finds JDK 25 by itself. `make help` lists them.
MVN := mvn -B -ntp
ROUNDS ?= 60
SEED ?= random
PURE ?= io.tributary
BENCH := $(MVN) -q -pl app -am -Pbench verify -DskipTests
CHECKS := $(MVN) -q -pl architecture-tests -am test -Dsurefire.failIfNoSpecifiedTests=false

.DEFAULT_GOAL := help
.PHONY: help demo test verify unit format docs package image e2e bench bench-quick bench-size bench-soak bench-overload bench-pure chaos db-reset clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Start the service with the demo workspace on its own PostgreSQL in ./data
	mvn -q -pl app -am spring-boot:run

test: ## Run all tests and checks
	mvn verify

verify: test ## The same

unit: ## Run the tests of the domain alone: no database, no Spring
	$(MVN) -q test -Dsurefire.failIfNoSpecifiedTests=false -Dtest='io/tributary/*/domain/**/*Tests'

format: ## Format every source
	$(CHECKS) -Dtest=SourceFormatTests -Dformat.write=true

docs: ## Refresh docs/generated and the generated tables in docs
	$(CHECKS) -Dtest='DiagramTests,DocumentationTests,WorkflowsPageTests' -Ddocs.write=true

package: ## Build app/target/tributary-app-*.jar without running tests
	$(MVN) -q -pl app -am package -DskipTests

image: ## Build app/target/tributary: unpacked, with bin/tributary and an ahead-of-time cache
	$(MVN) -q -pl app -am -Pimage verify -DskipTests

e2e: ## Run the end-to-end tests alone
	$(MVN) -pl app -am verify -Dsurefire.failIfNoSpecifiedTests=false -Dtest='*E2eTests'

bench: ## Measure the packaged application against its database: target/bench.json
	$(BENCH) -Dbench.mode=full

bench-quick: ## The first three figures of it, in five minutes
	$(BENCH) -Dbench.mode=quick

bench-size: ## The same rates with a history of a million submissions
	$(BENCH) -Dbench.mode=size

bench-soak: ## Ten minutes of load: what levels off
	$(BENCH) -Dbench.mode=soak

bench-overload: ## Twice the load that can be carried
	$(BENCH) -Dbench.mode=overload

bench-pure: ## What computes and does nothing else, by JMH; PURE=Condition for some of it
	$(MVN) -q -pl app -am -Pbench-pure test -DskipTests -Dbench.pure='$(PURE)'

chaos: ## Prove durability by force: ROUNDS=60 SEED=random, counts in target/chaos.json
	$(MVN) -q -pl app -am -Pchaos verify -DskipTests -Dchaos.rounds=$(ROUNDS) -Dchaos.seed=$(SEED)

db-reset: ## Throw away ./data; stop the service first
	rm -rf data

clean: ## Remove what was built
	$(MVN) -q clean
