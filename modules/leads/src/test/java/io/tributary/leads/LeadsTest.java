package io.tributary.leads;

import io.tributary.testsupport.ModuleTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/// A test of this module: forms are given by `TestForms`, and events are heard by `Heard`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ModuleTest
@Import({TestForms.class, Heard.class})
public @interface LeadsTest {}
