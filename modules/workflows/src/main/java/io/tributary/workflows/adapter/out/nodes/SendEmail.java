package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.optional;
import static io.tributary.workflows.adapter.out.nodes.Shape.required;

import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import io.tributary.workflows.application.port.out.connections.MailTemplates;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails;
import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.connections.Label;
import io.tributary.workflows.domain.connections.MailAddress;
import io.tributary.workflows.domain.connections.MailTemplate;
import io.tributary.workflows.domain.connections.MailTemplate.Content;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Sends a mail: at least once, under a stable `Message-ID`. Its texts stand in the node or in a
/// mail template, which is looked up when the mail is sent.
@Component
final class SendEmail implements ShapedNode {
  private static final String TO = "to";
  private static final String CC = "cc";
  private static final String BCC = "bcc";
  private static final String REPLY_TO = "replyTo";
  private static final String FROM_NAME = "fromName";
  private static final String TEMPLATE = "template";
  private static final String SUBJECT = "subject";
  private static final String TEXT = "text";
  private static final String HTML = "html";
  private static final int MAX_ADDRESSES = 2_000;
  private static final int MAX_RECIPIENTS = 20;
  private static final int MAX_FROM_NAME = 200;

  private final Mails mails;
  private final MailTemplates mailTemplates;
  private final Templates templates;
  private final Shape shape;

  SendEmail(Mails mails, MailTemplates mailTemplates, Templates templates) {
    this.mails = mails;
    this.mailTemplates = mailTemplates;
    this.templates = templates;
    var addresses =
        Kinds.template(templates, MAX_ADDRESSES)
            .and(SendEmail::checkCount)
            .described("Addresses, with commas between; {{lead.email}}");
    var body = Kinds.template(templates, MailTemplate.MAX_BODY);
    this.shape =
        Shape.of(
            required(TO, addresses),
            optional(CC, addresses),
            optional(BCC, addresses),
            optional(REPLY_TO, Kinds.template(templates, MailAddress.MAX_CHARS)),
            optional(
                FROM_NAME,
                Kinds.template(templates, MAX_FROM_NAME)
                    .described("Shown beside the sender's address.")),
            optional(
                TEMPLATE,
                Kinds.text(Label.MAX_KEY, Label.KEY, "not-a-key", "must be a mail template's key")
                    .described("A mail template's key, instead of subject, text and html.")),
            optional(SUBJECT, Kinds.template(templates, MailTemplate.MAX_SUBJECT)),
            optional(TEXT, body),
            optional(HTML, body),
            optional(Retries.KEY, Retries.KIND));
  }

  @Override
  public String name() {
    return "ACTION_SEND_EMAIL";
  }

  @Override
  public Set<String> handles() {
    return Set.of("error");
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Map<String, Object> configSchema() {
    var schema = new LinkedHashMap<>(ShapedNode.super.configSchema());
    schema.put(
        "oneOf",
        List.of(Map.of("required", List.of(TEMPLATE)), Map.of("required", List.of(SUBJECT))));
    return schema;
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    ShapedNode.super.check(config, at);
    if (config.get(TEMPLATE) != null) {
      for (var inline : List.of(SUBJECT, TEXT, HTML)) {
        at.at(inline)
            .require(config.get(inline) == null, "not-allowed", "stands in the mail template");
      }
      return;
    }
    at.at(SUBJECT)
        .require(
            config.get(SUBJECT) != null && !String.valueOf(config.get(SUBJECT)).isBlank(),
            "required",
            "is required");
    at.at(TEXT)
        .require(
            config.get(TEXT) != null || config.get(HTML) != null,
            "required",
            "a text or an html body is required");
  }

  private static void checkCount(@Nullable Object addresses, Faults at) {
    at.require(
        parts(addresses).size() <= MAX_RECIPIENTS,
        "too-many",
        "must be at most " + MAX_RECIPIENTS + " addresses");
  }

  @Override
  public Step run(Visit visit) {
    var config = visit.config();
    var blank =
        new Mail(
            visit.workspaceId(),
            visit.key(),
            rendered(FROM_NAME, visit),
            parts(config.get(TO)).stream().map(to -> address(TO, to, visit)).distinct().toList(),
            copies(CC, visit),
            copies(BCC, visit),
            config.get(REPLY_TO) instanceof String reply ? address(REPLY_TO, reply, visit) : null,
            "",
            null,
            null);
    var call =
        config.get(TEMPLATE) instanceof String key
            ? byTemplate(key, blank, visit)
            : mails.send(with(blank, inline(config), visit));
    return new Step.Reach(call, Retries.of(config));
  }

  private Mono<EffectResult> byTemplate(String key, Mail blank, Visit visit) {
    return mailTemplates
        .find(visit.workspaceId(), key)
        .map(template -> with(blank, template, visit))
        .flatMap(mails::send)
        .switchIfEmpty(
            Mono.fromSupplier(
                () ->
                    failed(FailureKind.NOT_CONFIGURED, "there is no mail template '" + key + "'")))
        .onErrorResume(
            InvalidInput.class,
            invalid ->
                Mono.just(
                    failed(FailureKind.INVALID_CONFIG, String.valueOf(invalid.getMessage()))));
  }

  private static EffectResult failed(FailureKind kind, String message) {
    return new EffectResult.Failed(new Failure(kind, message));
  }

  private static Content inline(Map<String, Object> config) {
    return new Content(
        String.valueOf(config.get(SUBJECT)),
        config.get(TEXT) instanceof String text ? text : null,
        config.get(HTML) instanceof String html ? html : null);
  }

  private Mail with(Mail blank, Content content, Visit visit) {
    var text = content.text();
    var html = content.html();
    var values = visit.values();
    return blank.with(
        templates.render(content.subject(), values, Escape.HEADER),
        text == null ? null : templates.render(text, values, Escape.NONE),
        html == null ? null : templates.render(html, values, Escape.HTML));
  }

  /// Cut before they are rendered: a value with a comma in it adds no recipient.
  private static List<String> parts(@Nullable Object addresses) {
    return addresses instanceof String text
        ? Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList()
        : List.of();
  }

  /// What is empty once rendered is left out.
  private List<String> copies(String key, Visit visit) {
    return parts(visit.config().get(key)).stream()
        .filter(part -> !templates.render(part, visit.values(), Escape.HEADER).isBlank())
        .map(part -> address(key, part, visit))
        .distinct()
        .toList();
  }

  private @Nullable String rendered(String key, Visit visit) {
    if (!(visit.config().get(key) instanceof String template)) {
      return null;
    }
    var text = templates.render(template, visit.values(), Escape.HEADER).strip();
    return text.isEmpty() ? null : text;
  }

  private String address(String key, String template, Visit visit) {
    var address = templates.render(template, visit.values(), Escape.HEADER).strip();
    if (!MailAddress.isOne(address)) {
      throw InvalidInput.of(
          "/" + key,
          "not-an-address",
          address.isEmpty()
              ? "'" + key + "' is empty once rendered"
              : "'" + key + "' is not one address once rendered");
    }
    return address;
  }
}
