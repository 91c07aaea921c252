package io.tributary.architecture;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which other module's tables a module's SQL names.
final class SqlRules {
  private static final Pattern KEYWORD =
      Pattern.compile(
          "\\b(SELECT|INSERT|UPDATE|DELETE|MERGE|FROM|JOIN|INTO|USING|TRUNCATE|REFRESH|CREATE|ALTER|DROP|LOCK|CALL|WHERE)\\b");
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(kernel|workspaces|forms|leads|workflows|analytics|operations)\\.([a-z_][a-z0-9_]*)(\\s*\\()?");
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private SqlRules() {}

  /// @return names such as `leads.lead`
  static Set<String> foreignInJava(String module, List<String> literals) {
    var found = new TreeSet<String>();
    for (var literal : literals) {
      if (KEYWORD.matcher(literal).find()) {
        collect(module, literal, false, found);
      }
    }
    return found;
  }

  /// Migrations may call what the kernel offers them.
  static Set<String> foreignInMigration(String module, String sql) {
    var found = new TreeSet<String>();
    collect(module, COMMENT.matcher(sql).replaceAll(" "), true, found);
    return found;
  }

  private static void collect(
      String module, String sql, boolean kernelFunctions, Set<String> found) {
    var names = NAMED.matcher(sql);
    while (names.find()) {
      var schema = names.group(1);
      var isCall = names.group(3) != null;
      if (!schema.equals(module) && !(kernelFunctions && schema.equals("kernel") && isCall)) {
        found.add(schema + "." + names.group(2));
      }
    }
  }
}
