package io.tributary.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launcher asks of the virtual machine, as the machine itself says it.
class LauncherTests {
  private static final long MEGABYTE = 1024 * 1024;

  @TempDir Path directory;

  private Image image;

  @BeforeEach
  void copyScripts() throws IOException {
    image = new Image(directory.resolve("an image"));
    image.copyScripts();
  }

  @Test
  void
      chooses_a_small_heap_half_of_it_for_what_is_new_one_collecting_thread_and_an_end_when_memory_does()
          throws IOException, InterruptedException {
    var flags = flags("");

    assertThat(value(flags, "UseSerialGC")).isEqualTo("true");
    assertThat(value(flags, "MaxHeapSize")).isEqualTo(Long.toString(512 * MEGABYTE));
    assertThat(value(flags, "InitialHeapSize")).isEqualTo(Long.toString(512 * MEGABYTE));
    assertThat(value(flags, "NewSize")).isEqualTo(Long.toString(256 * MEGABYTE));
    assertThat(value(flags, "UseCompactObjectHeaders")).isEqualTo("true");
    assertThat(value(flags, "ExitOnOutOfMemoryError")).isEqualTo("true");
  }

  @Test
  void lets_netty_have_unsafe() throws IOException, InterruptedException {
    assertThat(flags("-XshowSettings:properties"))
        .contains("sun.misc.unsafe.memory.access = allow");
  }

  @Test
  void collects_no_heap_for_the_sake_of_classes_or_machine_code()
      throws IOException, InterruptedException {
    var flags = flags("");

    assertThat(value(flags, "MetaspaceSize")).isEqualTo(Long.toString(128 * MEGABYTE));
    assertThat(Double.parseDouble(value(flags, "SweeperThreshold"))).isEqualTo(100);
  }

  @Test
  void lets_what_the_caller_says_win() throws IOException, InterruptedException {
    var flags = flags("-XX:+UseParallelGC -Xmx192m");

    assertThat(value(flags, "UseSerialGC")).isEqualTo("false");
    assertThat(value(flags, "UseParallelGC")).isEqualTo("true");
    assertThat(value(flags, "MaxHeapSize")).isEqualTo(Long.toString(192 * MEGABYTE));
    assertThat(Long.parseLong(value(flags, "NewSize"))).isLessThan(96 * MEGABYTE);
  }

  @Test
  void lets_another_collector_find_its_sizes_within_the_same_heap()
      throws IOException, InterruptedException {
    var flags = flags("-XX:+UseG1GC");

    assertThat(value(flags, "UseG1GC")).isEqualTo("true");
    assertThat(value(flags, "MaxHeapSize")).isEqualTo(Long.toString(512 * MEGABYTE));
    assertThat(value(flags, "NewSize")).isNotEqualTo(Long.toString(256 * MEGABYTE));
  }

  @Test
  void leaves_the_heap_to_a_caller_who_sizes_it_by_the_memory()
      throws IOException, InterruptedException {
    var flags = flags("-XX:MaxRAMPercentage=50");

    assertThat(value(flags, "MaxRAMPercentage")).startsWith("50");
    assertThat(value(flags, "MaxHeapSize")).isNotEqualTo(Long.toString(512 * MEGABYTE));
  }

  private String flags(String options) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(image.launcher().toString()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", Image.javaHome().toString());
    builder.environment().put("JAVA_OPTS", options + " -XX:+PrintFlagsFinal -version");
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /// From a line such as `bool UseSerialGC = true {product} {command line}`.
  private static String value(String flags, String name) {
    return flags
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 3 && words[1].equals(name))
        .map(words -> words[3])
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " among " + Arrays.asList(flags)));
  }
}
