package io.tributary;

import io.tributary.app.demo.DemoKeyInitializer;
import io.tributary.app.embedded.EmbeddedDatabaseInitializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// Starts the service: on the database of `TRIBUTARY_DATABASE_URL`, else on one that it brings
/// along.
///
/// Modules do not know of each other's inner classes: two of them may bear the same name.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class TributaryApplication {
  private static final String BUFFER_SIZE = "reactor.bufferSize.small";

  public static void main(String[] args) {
    // before Reactor's classes load: with its small default buffer the driver leaves a pooled
    // connection dead when a large read is cancelled half-way
    if (System.getProperty(BUFFER_SIZE) == null) {
      System.setProperty(BUFFER_SIZE, "4096");
    }
    var application = new SpringApplication(TributaryApplication.class);
    application.addInitializers(new EmbeddedDatabaseInitializer(), new DemoKeyInitializer());
    application.run(args);
  }
}
