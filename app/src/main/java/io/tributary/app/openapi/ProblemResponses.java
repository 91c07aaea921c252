package io.tributary.app.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The components that describe refusals, and references to them.
final class ProblemResponses {
  private static final String SCHEMA = "Problem";
  private static final String TYPE = "application/problem+json";

  private ProblemResponses() {}

  static void addTo(OpenAPI api) {
    var components = api.getComponents();
    components.addSchemas(SCHEMA, problem());
    for (var response : ProblemResponse.values()) {
      components.addResponses(response.component(), describe(response));
    }
    api.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .forEach(operation -> operation.getResponses().forEach(ProblemResponses::asProblem));
  }

  /// An endpoint that only says when it refuses is taken to answer with what it is for.
  private static void asProblem(String code, ApiResponse response) {
    var refusal = code.startsWith("4") || code.startsWith("5");
    if (refusal && response.get$ref() == null) {
      response.setContent(content(null));
    }
  }

  /// What the operation says of the status itself has precedence.
  static void refer(ApiResponses responses, ProblemResponse response) {
    responses.computeIfAbsent(
        response.code(),
        code -> new ApiResponse().$ref("#/components/responses/" + response.component()));
  }

  private static ApiResponse describe(ProblemResponse response) {
    var described =
        new ApiResponse().description(response.description()).content(content(example(response)));
    if (response == ProblemResponse.OVERLOADED) {
      described.addHeaderObject(
          "Retry-After", new Header().description("seconds").schema(new IntegerSchema()));
    }
    return described;
  }

  private static Content content(@Nullable Object example) {
    var type = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + SCHEMA));
    if (example != null) {
      type.setExample(example);
    }
    return new Content().addMediaType(TYPE, type);
  }

  private static Object example(ProblemResponse response) {
    var example = new LinkedHashMap<String, Object>();
    example.put("type", "urn:tributary:problem:" + response.slug());
    example.put("title", title(response.slug()));
    example.put("status", response.status());
    example.put("detail", response.description());
    example.putAll(response.more());
    return example;
  }

  private static String title(String slug) {
    return Character.toUpperCase(slug.charAt(0)) + slug.substring(1).replace('-', ' ');
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .description("A refusal (RFC 9457), with further members as its type has them.")
        .addProperty(
            "type",
            new StringSchema()
                .description("stable; what a program tells problems apart by")
                .example("urn:tributary:problem:invalid-input"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema().description("for people"))
        .addProperty("errors", new ArraySchema().items(fault()).description("for invalid input"))
        .required(List.of("type", "title", "status", "detail"));
  }

  private static Schema<?> fault() {
    return new ObjectSchema()
        .addProperty(
            "pointer",
            new StringSchema()
                .description("where: a JSON pointer into the body, `?name` or a header's name")
                .example("/data/email"))
        .addProperty("code", new StringSchema().description("stable").example("required"))
        .addProperty("message", new StringSchema().description("for people"))
        .required(List.of("pointer", "code", "message"));
  }
}
