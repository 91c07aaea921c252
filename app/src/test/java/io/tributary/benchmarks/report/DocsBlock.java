package io.tributary.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The part of a page that a benchmark writes, between two marks.
public final class DocsBlock {
  private static final String BEGIN = "<!-- bench -->";
  private static final String END = "<!-- /bench -->";

  private DocsBlock() {}

  public static void write(Path page, String block) throws IOException {
    Files.writeString(page, replace(Files.readString(page), block));
  }

  /// @throws IllegalArgumentException if the page has not both marks in their order
  static String replace(String page, String block) {
    var begin = page.indexOf(BEGIN);
    var end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page has no " + BEGIN + " … " + END);
    }
    return page.substring(0, begin + BEGIN.length())
        + "\n"
        + block.strip()
        + "\n"
        + page.substring(end);
  }
}
