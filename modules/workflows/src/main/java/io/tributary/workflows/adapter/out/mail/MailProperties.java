package io.tributary.workflows.adapter.out.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How workflows send mails. With `spring.mail.host` they go out by SMTP.
///
/// @param from the sender's address
/// @param mailbox without an SMTP server, whether mails are kept to be looked at
@ConfigurationProperties("tributary.mail")
record MailProperties(
    @DefaultValue("tributary@localhost") String from, @DefaultValue("false") boolean mailbox) {}
