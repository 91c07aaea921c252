package io.tributary.leads.domain;

import java.util.Comparator;
import java.util.List;

/// A workspace's stages in their order, at least one.
public record Pipeline(List<Stage> stages) {
  public static final Pipeline DEFAULT =
      new Pipeline(
          List.of(
              new Stage("new", "New", 1),
              new Stage("contacted", "Contacted", 2),
              new Stage("qualified", "Qualified", 3),
              new Stage("won", "Won", 4),
              new Stage("lost", "Lost", 5)));

  public Pipeline {
    stages = stages.stream().sorted(Comparator.comparingInt(Stage::position)).toList();
  }

  /// The workspace's own stages, or the default ones if it has none.
  public static Pipeline of(List<Stage> own) {
    return own.isEmpty() ? DEFAULT : new Pipeline(own);
  }

  public boolean has(String key) {
    return stages.stream().anyMatch(stage -> stage.key().equals(key));
  }

  /// Where a new lead stands.
  public String first() {
    return stages.getFirst().key();
  }
}
