package io.tributary.workflows.adapter.out.templates;

import java.io.StringWriter;

/// Refuses to grow beyond a bound.
final class BoundedWriter extends StringWriter {
  private final int maxChars;
  private boolean full;

  BoundedWriter(int maxChars) {
    this.maxChars = maxChars;
  }

  boolean isFull() {
    return full;
  }

  @Override
  public void write(int character) {
    require(1);
    super.write(character);
  }

  @Override
  public void write(char[] chars, int offset, int length) {
    require(length);
    super.write(chars, offset, length);
  }

  @Override
  public void write(String text) {
    require(text.length());
    super.write(text);
  }

  @Override
  public void write(String text, int offset, int length) {
    require(length);
    super.write(text, offset, length);
  }

  private void require(int more) {
    if (getBuffer().length() + (long) more > maxChars) {
      full = true;
      throw new IllegalStateException("the text becomes too long");
    }
  }
}
