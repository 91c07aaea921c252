package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import io.tributary.workflows.application.port.out.nodes.Mails;
import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sends a mail: at least once, under a stable `Message-ID`.
@Component
final class SendEmail implements NodeType {
  private static final String TO = "to";
  private static final String SUBJECT = "subject";
  private static final String TEXT = "text";
  private static final String HTML = "html";
  private static final String REPLY_TO = "replyTo";
  private static final int MAX_TO = 2_000;
  private static final int MAX_RECIPIENTS = 20;
  private static final int MAX_SUBJECT = 500;
  private static final int MAX_BODY = 100_000;
  private static final int MAX_ADDRESS = 254;
  // what has a meaning in a header beside the address itself is not let through
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@,;:<>()\\[\\]\\\\\"]+@[^\\s\\p{Cntrl}@,;:<>()\\[\\]\\\\\"]+");

  private final Mails mails;
  private final Templates templates;

  SendEmail(Mails mails, Templates templates) {
    this.mails = mails;
    this.templates = templates;
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
  public Map<String, Object> configSchema() {
    return Schemas.config(
        List.of(TO, SUBJECT),
        Map.of(
            TO,
            Schemas.described(
                Schemas.template(MAX_TO), "Addresses, with commas between; {{lead.email}}"),
            SUBJECT,
            Schemas.template(MAX_SUBJECT),
            TEXT,
            Schemas.template(MAX_BODY),
            HTML,
            Schemas.template(MAX_BODY),
            REPLY_TO,
            Schemas.template(MAX_ADDRESS),
            Retries.KEY,
            Schemas.RETRY));
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    var check =
        new ConfigCheck(config, at).only(Set.of(TO, SUBJECT, TEXT, HTML, REPLY_TO, Retries.KEY));
    var renderer = templates.renderer();
    check.template(renderer, TO, true, MAX_TO);
    check.template(renderer, SUBJECT, true, MAX_SUBJECT);
    check.template(renderer, TEXT, false, MAX_BODY);
    check.template(renderer, HTML, false, MAX_BODY);
    check.template(renderer, REPLY_TO, false, MAX_ADDRESS);
    at.at(TEXT)
        .require(
            config.get(TEXT) != null || config.get(HTML) != null,
            "required",
            "a text or an html body is required");
    at.at(TO)
        .require(
            parts(config).size() <= MAX_RECIPIENTS,
            "too-many",
            "must be at most " + MAX_RECIPIENTS + " addresses");
    Retries.check(config, at);
  }

  @Override
  public Step run(Visit visit) {
    var config = visit.config();
    var to = parts(config).stream().map(part -> address(TO, part, visit)).distinct().toList();
    var reply = config.get(REPLY_TO) instanceof String text ? text : null;
    var mail =
        new Mail(
            visit.workspaceId(),
            visit.key(),
            to,
            reply == null ? null : address(REPLY_TO, reply, visit),
            templates.render(String.valueOf(config.get(SUBJECT)), visit.values(), Escape.HEADER),
            body(TEXT, Escape.NONE, visit),
            body(HTML, Escape.HTML, visit));
    return new Step.Reach(mails.send(mail), Retries.of(config));
  }

  /// Cut before they are rendered: a value with a comma in it adds no recipient.
  private static List<String> parts(Map<String, Object> config) {
    return Arrays.stream(String.valueOf(config.getOrDefault(TO, "")).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private String address(String key, String template, Visit visit) {
    var address = templates.render(template, visit.values(), Escape.HEADER).strip();
    if (address.length() > MAX_ADDRESS || !ADDRESS.matcher(address).matches()) {
      throw InvalidInput.of(
          "/" + key,
          "not-an-address",
          address.isEmpty()
              ? "'" + key + "' is empty once rendered"
              : "'" + key + "' is not one address once rendered");
    }
    return address;
  }

  private @Nullable String body(String key, Escape escape, Visit visit) {
    return visit.config().get(key) instanceof String template
        ? templates.render(template, visit.values(), escape)
        : null;
  }
}
