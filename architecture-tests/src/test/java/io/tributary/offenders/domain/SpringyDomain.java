package io.tributary.offenders.domain;

import org.springframework.util.StringUtils;

public record SpringyDomain(String text) {
  public boolean isBlank() {
    return !StringUtils.hasText(text);
  }
}
