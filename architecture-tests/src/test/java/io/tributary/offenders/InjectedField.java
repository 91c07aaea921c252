package io.tributary.offenders;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@SuppressWarnings("NullAway")
public class InjectedField {
  @Autowired Clock clock;

  @Value("${limit:1}")
  int limit;
}
