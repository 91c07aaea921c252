package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.validation.Validator;

/// Bean validation is on the class path for the sake of the API's description.
@EndToEndTest
class BeanValidationE2eTests {
  @Autowired
  @Qualifier("webFluxValidator")
  private Validator validator;

  @Test
  void nothing_starts_it() {
    assertThat(validator.getClass().getName()).startsWith("io.tributary.");
  }
}
