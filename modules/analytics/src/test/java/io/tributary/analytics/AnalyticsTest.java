package io.tributary.analytics;

import io.tributary.testsupport.ModuleTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/// All tests of this module share one application, with a summary that follows at once.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ModuleTest
@Import(Numbers.class)
@TestPropertySource(properties = "tributary.analytics.summary-interval=200ms")
public @interface AnalyticsTest {}
