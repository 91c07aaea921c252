package io.tributary.kernel.conditions;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.EnumSet;
import java.util.Set;

/// What expressions are compiled with and run on. Both are immutable and safe for many threads.
final class CelEnvironment {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          // `loop` is one of our roots; the other words that CEL reserves are unknown to us anyway
          .enableReservedIds(false)
          .maxExpressionCodePointSize(Expressions.MAX_CHARS)
          .maxParseRecursionDepth(Expressions.MAX_NESTING)
          .maxParseErrorRecoveryLimit(5)
          .comprehensionMaxIterations(Expressions.MAX_ITERATIONS)
          .build();

  /// They make no text longer than they are given, so the library's own will do.
  private static final Set<Function> SHRINKING =
      EnumSet.of(
          Function.INDEX_OF,
          Function.LOWER_ASCII,
          Function.SPLIT,
          Function.SUBSTRING,
          Function.TRIM,
          Function.UPPER_ASCII);

  private static final Set<Function> GROWING = EnumSet.of(Function.JOIN, Function.REPLACE);

  static final CelCompiler COMPILER = compiler();
  static final CelRuntime RUNTIME = runtime();

  private CelEnvironment() {}

  private static CelCompiler compiler() {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(withoutBytes())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings(SHRINKING), CelExtensions.strings(GROWING));
    Expressions.ROOTS.forEach(root -> builder.addVar(root, SimpleType.DYN));
    return builder.build();
  }

  private static CelStandardDeclarations withoutBytes() {
    return CelStandardDeclarations.newBuilder()
        .filterFunctions(
            (function, overload) -> !overload.celOverloadDecl().overloadId().contains("bytes"))
        .build();
  }

  /// The interpreter, not the planner: the planner converts a whole object for one of its fields,
  /// and knows no listener that could count.
  private static CelRuntime runtime() {
    return CelRuntimeFactory.legacyCelRuntimeBuilder()
        .setOptions(OPTIONS)
        .setStandardEnvironmentEnabled(false)
        .setStandardFunctions(
            CelStandardFunctions.newBuilder().excludeFunctions(StandardFunction.MATCHES).build())
        .addLibraries(CelExtensions.strings(SHRINKING))
        .addFunctionBindings(CelFunctions.BINDINGS)
        .build();
  }
}
