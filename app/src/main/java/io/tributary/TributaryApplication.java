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
  public static void main(String[] args) {
    var application = new SpringApplication(TributaryApplication.class);
    application.addInitializers(new EmbeddedDatabaseInitializer(), new DemoKeyInitializer());
    application.run(args);
  }
}
