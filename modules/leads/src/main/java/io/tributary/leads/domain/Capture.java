package io.tributary.leads.domain;

import io.tributary.leads.domain.FormMapping.Answers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All submissions of a batch that belong to one lead, merged: the later one wins, and what it
/// leaves empty stays.
///
/// @param submissions oldest first, at least one; exactly one if there is no e-mail
public record Capture(UUID workspaceId, Answers answers, List<Submission> submissions) {
  private static final Comparator<Submission> BY_TIME =
      Comparator.comparing(Submission::submittedAt).thenComparing(Submission::responseId);

  /// By workspace and e-mail, in which every node writes them, so that no two wait for each other.
  private static final Comparator<Capture> WRITING_ORDER =
      Comparator.comparing(Capture::workspaceId)
          .thenComparing(Capture::email, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(capture -> capture.first().submittedAt());

  private record Identity(UUID workspaceId, String email) {}

  /// One capture for each e-mail of a workspace and each submission without one.
  public static List<Capture> of(List<Submission> submissions) {
    var known = new LinkedHashMap<Identity, List<Submission>>();
    var captures = new ArrayList<Capture>();
    for (var submission : submissions.stream().sorted(BY_TIME).toList()) {
      var email = submission.answers().email();
      if (email == null) {
        captures.add(merged(List.of(submission)));
      } else {
        known
            .computeIfAbsent(
                new Identity(submission.workspaceId(), email), identity -> new ArrayList<>())
            .add(submission);
      }
    }
    known.values().forEach(ofOne -> captures.add(merged(ofOne)));
    captures.sort(WRITING_ORDER);
    return captures;
  }

  private static Capture merged(List<Submission> submissions) {
    var answers = submissions.getFirst().answers();
    for (var later : submissions.subList(1, submissions.size())) {
      answers = merged(answers, later.answers());
    }
    return new Capture(submissions.getFirst().workspaceId(), answers, List.copyOf(submissions));
  }

  private static Answers merged(Answers earlier, Answers later) {
    Map<String, Object> fields = new LinkedHashMap<>(earlier.fields());
    fields.putAll(later.fields());
    return new Answers(
        later.email(),
        later.name() == null ? earlier.name() : later.name(),
        later.company() == null ? earlier.company() : later.company(),
        later.phone() == null ? earlier.phone() : later.phone(),
        fields);
  }

  public @Nullable String email() {
    return answers.email();
  }

  public Submission first() {
    return submissions.getFirst();
  }

  public Instant lastSubmittedAt() {
    return submissions.getLast().submittedAt();
  }
}
