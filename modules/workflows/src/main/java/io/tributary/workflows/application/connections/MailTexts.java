package io.tributary.workflows.application.connections;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.in.connections.ManageMailTemplates.Draft;
import io.tributary.workflows.application.port.out.TemplateRenderer;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import io.tributary.workflows.domain.connections.MailTemplate;
import io.tributary.workflows.domain.connections.MailTemplate.Content;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Checks and renders the texts of mail templates.
@Component
final class MailTexts {
  private final TemplateRenderer renderer;

  MailTexts(TemplateRenderer renderer) {
    this.renderer = renderer;
  }

  Content checked(Draft draft, Faults at) {
    var subject = draft.subject() == null ? "" : draft.subject();
    at.at("subject").require(!subject.isBlank(), "required", "is missing");
    check(subject, MailTemplate.MAX_SUBJECT, at.at("subject"));
    check(draft.text(), MailTemplate.MAX_BODY, at.at("text"));
    check(draft.html(), MailTemplate.MAX_BODY, at.at("html"));
    at.at("text")
        .require(
            draft.text() != null || draft.html() != null,
            "required",
            "a text or an html body is required");
    return new Content(subject, draft.text(), draft.html());
  }

  private void check(@Nullable String template, int max, Faults at) {
    if (template == null) {
      return;
    }
    at.require(template.length() <= max, "too-long", "must be at most " + max + " characters");
    at.require(
        template.indexOf(0) < 0, "invalid-character", "must not contain the character U+0000");
    renderer.check(template, at);
  }

  Content rendered(Content template, Map<String, Object> values) {
    var text = template.text();
    var html = template.html();
    return new Content(
        renderer.render(template.subject(), values, Escape.HEADER),
        text == null ? null : renderer.render(text, values, Escape.NONE),
        html == null ? null : renderer.render(html, values, Escape.HTML));
  }
}
