package io.tributary.e2e;

import io.tributary.TributaryApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.ContextConfiguration;

/// A test of the whole application over real HTTP, a real PostgreSQL and a real SMTP server. All
/// such tests share one application: take a fresh workspace for each.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = TributaryApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = EndToEndInitializer.class)
@AutoConfigureWebTestClient(timeout = "30s")
@interface EndToEndTest {}
