package io.tributary.chaos;

import io.tributary.chaos.Ledger.Token;
import io.tributary.chaos.Offence.Kind;
import io.tributary.chaos.Plan.Round;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// How a run came out.
///
/// @param rounds those that were struck
/// @param begun all tokens, to tell in which round an offender began
/// @param witnessed results that were seen committed in the midst of it
record Report(
    long seed,
    List<Round> rounds,
    Map<String, Token> begun,
    long accepted,
    long ended,
    long witnessed,
    long calls,
    List<Offence> offences,
    long durationSeconds) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_SHOWN = 50;

  boolean isClean() {
    return offences.isEmpty() && accepted == ended;
  }

  long count(Kind kind) {
    return offences.stream().filter(offence -> offence.kind() == kind).count();
  }

  /// How often each fault struck, by its label.
  Map<String, Long> faults() {
    var counts = new LinkedHashMap<String, Long>();
    for (var fault : Fault.values()) {
      counts.put(
          fault.label(),
          rounds.stream()
              .flatMap(round -> round.strikes().stream())
              .filter(strike -> strike.fault() == fault)
              .count());
    }
    return counts;
  }

  private long atOnce() {
    return rounds.stream().filter(round -> round.strikes().size() > 1).count();
  }

  String json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("rounds", rounds.size());
    all.put("faults", faults());
    all.put("twoAtOnce", atOnce());
    all.put("accepted", accepted);
    all.put("ended", ended);
    all.put("lost", count(Kind.LOST));
    all.put("doubled", count(Kind.DOUBLED));
    all.put("stuck", count(Kind.STUCK));
    all.put("leakedConnections", count(Kind.LEAKED));
    all.put("witnessed", witnessed);
    all.put("calls", calls);
    all.put("seed", seed);
    all.put("durationSeconds", durationSeconds);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  /// The same for `docs/reliability.md`.
  String table() {
    var rows = new LinkedHashMap<String, Object>();
    rows.put("rounds", rounds.size());
    rows.put("of these with two faults at once", atOnce());
    faults().forEach((fault, count) -> rows.put("`" + fault + "`", count));
    rows.put("accepted starts", accepted);
    rows.put("ended exactly once", ended);
    rows.put("calls that the target saw", calls);
    rows.put("results seen committed, and looked for at the end", witnessed);
    rows.put("lost", count(Kind.LOST));
    rows.put("doubled", count(Kind.DOUBLED));
    rows.put("stuck", count(Kind.STUCK));
    rows.put("leaked connections", count(Kind.LEAKED));
    rows.put("seed", "`" + seed + "`");
    rows.put("duration", durationSeconds + " s");
    return "| what | count |\n|---|---:|\n"
        + rows.entrySet().stream()
            .map(row -> "| %s | %s |\n".formatted(row.getKey(), row.getValue()))
            .collect(Collectors.joining());
  }

  /// The seed, the counts, and the offenders with the rounds in which they began.
  String text() {
    var shown =
        offences.stream()
            .sorted(java.util.Comparator.comparing(Offence::kind))
            .limit(MAX_SHOWN)
            .map(this::line)
            .collect(Collectors.joining("\n"));
    var more = offences.size() > MAX_SHOWN ? "\n… and " + (offences.size() - MAX_SHOWN) : "";
    return "seed %d, %d rounds, accepted %d, ended %d, offences %d\n%s%s"
        .formatted(seed, rounds.size(), accepted, ended, offences.size(), shown, more);
  }

  private String line(Offence offence) {
    var token = begun.get(offence.subject().split("[ ,]", 2)[0]);
    var from = token == null ? "" : "round " + token.round() + " " + label(token.round()) + ": ";
    return "%s %s%s %s".formatted(offence.kind(), from, offence.subject(), offence.what());
  }

  private String label(int round) {
    return rounds.stream()
        .filter(one -> one.number() == round)
        .map(one -> "(" + one.label() + ")")
        .findFirst()
        .orElse("(after the last)");
  }
}
