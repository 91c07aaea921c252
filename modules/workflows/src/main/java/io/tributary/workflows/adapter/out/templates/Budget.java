package io.tributary.workflows.adapter.out.templates;

/// What one rendering may cost: sections over lists within sections over lists multiply, without
/// writing anything.
final class Budget {
  private static final int LOOKUPS = 200_000;

  private int left = LOOKUPS;

  void spend() {
    if (left-- <= 0) {
      throw new IllegalStateException("the template costs too much");
    }
  }

  boolean isSpent() {
    return left < 0;
  }
}
