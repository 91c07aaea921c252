package io.tributary.forms.application;

import io.tributary.forms.domain.FormKey;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// Makes form keys of 128 random bits: a form is found by whoever was given its address, and by
/// nobody else.
@Component
class FormKeys {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  FormKey next() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new FormKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
