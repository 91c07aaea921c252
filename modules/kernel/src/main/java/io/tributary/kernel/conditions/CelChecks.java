package io.tributary.kernel.conditions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.List;
import java.util.Map;

/// What we refuse in an expression that CEL's own checker accepts: bytes, and patterns that could
/// never match.
final class CelChecks {
  private final CelAbstractSyntaxTree tree;
  private final CelFaults faults;
  private boolean holds = true;

  private CelChecks(CelAbstractSyntaxTree tree, CelFaults faults) {
    this.tree = tree;
    this.faults = faults;
  }

  /// @return whether there is no fault
  static boolean check(CelAbstractSyntaxTree tree, CelFaults faults) {
    var checks = new CelChecks(tree, faults);
    CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> checks.check(node.expr()));
    return checks.holds;
  }

  private void check(CelExpr expression) {
    if (isConstant(expression, CelConstant.Kind.BYTES_VALUE)) {
      add(expression, "bytes are not supported");
    } else if (expression.getKind() == ExprKind.Kind.CALL
        && expression.call().function().equals("matches")) {
      List<CelExpr> arguments = expression.call().args();
      pattern(arguments.getLast());
    }
  }

  private void pattern(CelExpr pattern) {
    if (!isConstant(pattern, CelConstant.Kind.STRING_VALUE)) {
      return;
    }
    try {
      CelFunctions.pattern(pattern.constant().stringValue());
    } catch (Refused refused) {
      add(pattern, "the expression " + refused.getMessage());
    }
  }

  private static boolean isConstant(CelExpr expression, CelConstant.Kind kind) {
    return expression.getKind() == ExprKind.Kind.CONSTANT
        && expression.constant().getKind() == kind;
  }

  private void add(CelExpr expression, String message) {
    holds = false;
    var source = tree.getSource();
    Map<Long, Integer> positions = source.getPositionsMap();
    var offset = positions.get(expression.id());
    var where = offset == null ? null : source.getOffsetLocation(offset).orElse(null);
    faults.add(where == null ? CelSourceLocation.of(1, 0) : where, message);
  }
}
