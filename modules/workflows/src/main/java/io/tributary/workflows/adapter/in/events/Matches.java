package io.tributary.workflows.adapter.in.events;

import static java.util.stream.Collectors.groupingBy;

import io.tributary.workflows.application.port.out.PublishedWorkflows.Match;
import io.tributary.workflows.application.port.out.PublishedWorkflows.TriggerKey;
import java.util.List;
import java.util.Map;

final class Matches {
  private Matches() {}

  static Map<TriggerKey, List<Match>> byKey(List<Match> matches) {
    return matches.stream().collect(groupingBy(Match::key));
  }
}
