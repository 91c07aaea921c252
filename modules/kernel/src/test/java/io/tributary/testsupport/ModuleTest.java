package io.tributary.testsupport;

import io.tributary.TestApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.ContextConfiguration;

/// A test of a module with all that it depends on, over a real PostgreSQL and a real port. All such
/// tests of a module share one application and one database: take a fresh workspace for each test.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    // the clients of tests keep their connections: nothing is gained by waiting for them
    properties = "server.shutdown=immediate")
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
@AutoConfigureWebTestClient(timeout = "30s")
public @interface ModuleTest {}
