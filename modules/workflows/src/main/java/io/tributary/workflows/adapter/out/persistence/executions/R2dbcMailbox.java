package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.sql.Binds;
import io.tributary.workflows.application.port.in.executions.ReadMailbox.StoredMail;
import io.tributary.workflows.application.port.out.executions.MailboxStore;
import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcMailbox implements MailboxStore {
  private static final UUID LAST = new UUID(-1, -1);

  private final DatabaseClient db;

  R2dbcMailbox(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Void> insert(UUID id, String sender, Mail mail, Instant now) {
    return db.sql(
            """
            INSERT INTO workflows.mail
              (workspace_id, id, message_key, sender, sender_name, recipients, cc, bcc, reply_to,
               subject, text_body, html_body, created_at)
            VALUES (:workspace, :id, :key, :sender, :senderName, :recipients, :cc, :bcc, :reply,
                    :subject, :text, :html, :now)
            ON CONFLICT (workspace_id, message_key) DO NOTHING
            """)
        .bind("workspace", mail.workspaceId())
        .bind("id", id)
        .bind("key", mail.key().value())
        .bind("sender", sender)
        .bind("senderName", Binds.orNull(mail.fromName(), String.class))
        .bind("recipients", mail.to().toArray(String[]::new))
        .bind("cc", mail.cc().toArray(String[]::new))
        .bind("bcc", mail.bcc().toArray(String[]::new))
        .bind("reply", Binds.orNull(mail.replyTo(), String.class))
        .bind("subject", mail.subject())
        .bind("text", Binds.orNull(mail.text(), String.class))
        .bind("html", Binds.orNull(mail.html(), String.class))
        .bind("now", now)
        .then();
  }

  @Override
  public Mono<List<StoredMail>> list(WorkspaceId workspace, @Nullable UUID before, int rows) {
    return db.sql(
            """
            SELECT id, sender, sender_name, recipients, cc, bcc, reply_to, subject, text_body,
                   html_body, created_at
            FROM workflows.mail WHERE workspace_id = :workspace AND id < :before
            ORDER BY id DESC LIMIT :rows
            """)
        .bind("workspace", workspace.value())
        .bind("before", before == null ? LAST : before)
        .bind("rows", rows)
        .map(R2dbcMailbox::mail)
        .all()
        .collectList();
  }

  private static StoredMail mail(Readable row) {
    return new StoredMail(
        required(row, "id", UUID.class),
        required(row, "sender", String.class),
        row.get("sender_name", String.class),
        Arrays.asList(required(row, "recipients", String[].class)),
        Arrays.asList(required(row, "cc", String[].class)),
        Arrays.asList(required(row, "bcc", String[].class)),
        row.get("reply_to", String.class),
        required(row, "subject", String.class),
        row.get("text_body", String.class),
        row.get("html_body", String.class),
        required(row, "created_at", Instant.class));
  }
}
