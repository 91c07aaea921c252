package io.tributary.workflows.adapter.out.mail;

import java.io.IOException;

/// A mail server's name stands for an address that must not be dialled.
final class RefusedAddress extends IOException {
  private static final long serialVersionUID = 1;

  RefusedAddress() {
    super("the mail server's name stands for a private address");
  }
}
