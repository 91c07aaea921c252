package io.tributary.workflows.application.port.out.connections;

/// What `Seals` made of a text. Its text shows nothing.
public final class Sealed {
  private final byte[] bytes;

  public Sealed(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
