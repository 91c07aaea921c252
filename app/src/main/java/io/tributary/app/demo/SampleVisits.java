package io.tributary.app.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Who might have submitted the form on a day: more on weekdays, more from week to week, some of
/// them again, and some with mistakes. The same day always has the same visits.
final class SampleVisits {
  private static final List<String> FIRST =
      List.of(
          "Ada", "Noor", "Zoë", "Luca", "Mei", "Tomás", "Ingrid", "Kwame", "Aiko", "Søren", "Priya",
          "Élodie", "Marek", "Fatima", "Jonas", "Lerato", "Hana", "Diego", "Olena", "Yusuf");
  private static final List<String> LAST =
      List.of(
          "Lindqvist",
          "Okafor",
          "Nakamura",
          "García",
          "Müller",
          "Novák",
          "Haddad",
          "Rossi",
          "Larsen",
          "Dubois",
          "Kowalska",
          "Sharma",
          "Costa",
          "Nguyen",
          "Van Dijk",
          "O'Brien");
  private static final List<String> COMPANIES =
      List.of(
          "Northwind Logistics",
          "Hazel & Pine",
          "Blue Harbor",
          "Kite Analytics",
          "Copperfield Labs",
          "Meadow Foods",
          "Orbit Bikes",
          "Paperplane",
          "Stonebridge",
          "Velvet Robotics");
  private static final List<String> TEAMS = List.of("1-10", "11-50", "51-250", "250+");
  private static final List<String> SOURCES =
      List.of("newsletter", "search", "search", "linkedin", "partner", "webinar");
  private static final List<String> MESSAGES =
      List.of(
          "We collect leads in three places and lose half of them.",
          "How do approvals work?",
          "We would like to move from spreadsheets.",
          "Can we start with one team?",
          "Please show us the reports.");
  private static final double FIRST_DAY_VISITS = 5.5;
  private static final double LAST_DAY_VISITS = 14;
  private static final double ON_WEEKENDS = 0.35;
  private static final double AGAIN = 0.12;
  private static final double MISTAKEN = 0.05;

  private SampleVisits() {}

  /// @param number of the visit on its day, from 0
  /// @param valid whether the form takes it
  record Visit(int number, LocalTime time, Map<String, Object> body, boolean valid) {}

  /// By time of day.
  static List<Visit> on(LocalDate day, LocalDate firstDay) {
    var random = new Random(day.toEpochDay());
    var visits = new ArrayList<Visit>();
    for (int i = 0; i < count(day, firstDay, random); i++) {
      visits.add(visit(i, day, firstDay, random));
    }
    visits.sort(Comparator.comparing(Visit::time));
    return visits;
  }

  private static long count(LocalDate day, LocalDate firstDay, Random random) {
    var growth = (day.toEpochDay() - firstDay.toEpochDay()) / (double) DemoProgress.DAYS;
    var expected = FIRST_DAY_VISITS + (LAST_DAY_VISITS - FIRST_DAY_VISITS) * growth;
    var weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return Math.max(
        1, Math.round(expected * (weekend ? ON_WEEKENDS : 1) * (0.75 + random.nextDouble() / 2)));
  }

  private static Visit visit(int number, LocalDate day, LocalDate firstDay, Random random) {
    var data = person(number, day, firstDay, random);
    data.put("budget", 1_000 * (1 + (int) Math.min(240, Math.abs(random.nextGaussian()) * 18)));
    data.put("team_size", any(TEAMS, random));
    data.put("message", any(MESSAGES, random));
    var valid = random.nextDouble() >= MISTAKEN;
    if (!valid) {
      data.put("email", "at-work.example.com");
      data.put("budget", -1);
    }
    var hour = (int) Math.clamp(Math.round(13 + random.nextGaussian() * 3.5), 6, 22);
    return new Visit(
        number,
        LocalTime.of(hour, random.nextInt(60)),
        Map.of("data", data, "hidden", Map.of("utm_source", any(SOURCES, random))),
        valid);
  }

  /// Some come again: they were here on an earlier day.
  private static Map<String, Object> person(
      int number, LocalDate day, LocalDate firstDay, Random random) {
    var days = day.toEpochDay() - firstDay.toEpochDay();
    var again = days > 0 && random.nextDouble() < AGAIN;
    var first = again ? firstDay.plusDays(random.nextLong(days)) : day;
    var who = new Random(first.toEpochDay() * 1_000 + (again ? 0 : number));
    var given = any(FIRST, who);
    var family = any(LAST, who);
    var data = new LinkedHashMap<String, Object>();
    data.put("name", given + " " + family);
    data.put("email", address(given, family, who));
    data.put("company", any(COMPANIES, who));
    return data;
  }

  private static String address(String given, String family, Random who) {
    var plain =
        java.text.Normalizer.normalize(given + "." + family, java.text.Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replace("ø", "o")
            .replaceAll("[^a-z.]", "");
    return plain + who.nextInt(10_000) + "@example.com";
  }

  private static String any(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
