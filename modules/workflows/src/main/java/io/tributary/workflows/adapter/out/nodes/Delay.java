package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Waits for a time, until a point in time, or until the next time of day on some days of the week:
/// that one also "after at least so long".
@Component
final class Delay implements NodeType {
  private static final String UNTIL = "until";
  private static final String NEXT = "next";
  private static final int MAX_TEMPLATE = 1_000;
  private static final Pattern DOTTED =
      Pattern.compile("(lead|response|variables|steps|execution|loop)(\\.[\\w-]+)+");

  private final Templates templates;

  Delay(Templates templates) {
    this.templates = templates;
  }

  @Override
  public String name() {
    return "CONTROL_DELAY";
  }

  @Override
  public Set<String> handles() {
    return Set.of("error");
  }

  @Override
  public Map<String, Object> configSchema() {
    var properties = new LinkedHashMap<>(Spans.properties());
    properties.put(
        UNTIL,
        Schemas.described(
            Schemas.template(MAX_TEMPLATE),
            "ISO 8601, such as 2026-12-24T09:00:00+01:00, or where it stands, such as"
                + " lead.fields.due; without an offset in the workspace's time zone. It stands"
                + " alone."));
    properties.put(NEXT, NextTime.SCHEMA);
    return Schemas.config(List.of(), properties);
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    var known = new HashSet<>(Spans.KEYS);
    known.addAll(Set.of(UNTIL, NEXT));
    var check = new ConfigCheck(config, at).only(known);
    var hasUntil = config.containsKey(UNTIL);
    var hasNext = config.containsKey(NEXT);
    if (hasUntil) {
      at.at(UNTIL)
          .require(
              !hasNext && !Spans.in(config),
              "not-combinable",
              "must stand alone, without a length of time and without 'next'");
      check.template(templates.renderer(), UNTIL, true, MAX_TEMPLATE);
      checkFixed(config, at.at(UNTIL));
    }
    if (hasNext) {
      NextTime.check(config.get(NEXT), at.at(NEXT));
    }
    if (Spans.in(config) || !hasUntil && !hasNext) {
      Spans.check(config, at, hasNext);
    }
  }

  /// What is no template can be read at once.
  private static void checkFixed(Map<String, Object> config, Faults at) {
    if (config.get(UNTIL) instanceof String text
        && !text.isBlank()
        && !text.contains("{{")
        && !DOTTED.matcher(text.strip()).matches()) {
      at.require(
          DateTimes.parse(text, ZoneOffset.UTC) != null,
          "not-a-time",
          "must be an ISO 8601 date-time such as 2026-12-24T09:00:00Z, or name a value that is");
    }
  }

  @Override
  public Step run(Visit visit) {
    return waitUntil(targetOf(visit, visit.now()), visit);
  }

  @Override
  public Step resume(Visit visit) {
    var kept =
        visit.memory().get(UNTIL) instanceof String text
            ? DateTimes.parse(text, ZoneOffset.UTC)
            : null;
    // what began to wait before targets were kept has a length of time
    return waitUntil(kept == null ? targetOf(visit, visit.position().since()) : kept, visit);
  }

  private static Step waitUntil(Instant target, Visit visit) {
    return target.isAfter(visit.now())
        ? new Step.Wait(Duration.between(visit.now(), target), Map.of(UNTIL, target.toString()))
        : new Step.Done(Map.of());
  }

  private Instant targetOf(Visit visit, Instant from) {
    var config = visit.config();
    if (config.get(UNTIL) instanceof String until) {
      return moment(until, visit);
    }
    var span = Objects.requireNonNullElse(Spans.of(config), Duration.ZERO);
    if (config.get(NEXT) instanceof Map<?, ?> next) {
      var weekly = NextTime.of(next);
      return span.isZero()
          ? weekly.after(from, visit.zone())
          : weekly.notBefore(from.plus(span), visit.zone());
    }
    return from.plus(span);
  }

  private Instant moment(String until, Visit visit) {
    var template = DOTTED.matcher(until.strip()).matches() ? "{{" + until.strip() + "}}" : until;
    var rendered = templates.value(template, visit.values());
    var target = rendered instanceof String text ? DateTimes.parse(text, visit.zone()) : null;
    if (target == null) {
      throw InvalidInput.of(
          "/" + UNTIL,
          "not-a-time",
          rendered == null
              ? "'until' is empty once rendered"
              : "'until' is no ISO 8601 date-time once rendered");
    }
    if (target.isAfter(visit.now().plus(Spans.LONGEST))) {
      throw InvalidInput.of("/" + UNTIL, "out-of-range", "'until' is more than a year away");
    }
    return target;
  }
}
