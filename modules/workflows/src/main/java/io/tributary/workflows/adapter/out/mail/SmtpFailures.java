package io.tributary.workflows.adapter.out.mail;

import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;

/// Tells from JavaMail's nested exceptions why a mail was not taken.
final class SmtpFailures {
  private static final int MAX_LOOKED_AT = 50;

  private SmtpFailures() {}

  static Failure of(Throwable failure) {
    if (failure instanceof MailAuthenticationException) {
      return refusedCredentials();
    }
    var open = new ArrayDeque<Throwable>();
    open.add(failure);
    for (int i = 0; i < MAX_LOOKED_AT && !open.isEmpty(); i++) {
      var at = open.remove();
      var known = known(at);
      if (known != null) {
        return known;
      }
      addInner(at, open);
    }
    return new Failure(
        FailureKind.MAIL_REFUSED, "could not be sent: " + failure.getClass().getSimpleName());
  }

  private static @Nullable Failure known(Throwable failure) {
    return switch (failure) {
      case MailConnectException connect
          when connect.getNextException() instanceof RefusedAddress refused ->
          new Failure(FailureKind.REFUSED_ADDRESS, String.valueOf(refused.getMessage()));
      case AuthenticationFailedException _ -> refusedCredentials();
      case SMTPAddressFailedException refused -> answered(refused.getReturnCode());
      case SMTPSenderFailedException refused -> answered(refused.getReturnCode());
      case SMTPSendFailedException refused when refused.getNextException() == null ->
          answered(refused.getReturnCode());
      case AddressException _ ->
          new Failure(FailureKind.MAIL_REFUSED, "one of the addresses is none");
      case SocketTimeoutException _ ->
          new Failure(FailureKind.TIMEOUT, "the mail server did not answer in time");
      case MailConnectException _ ->
          new Failure(FailureKind.CONNECTION, "no connection to the mail server");
      case IOException _ ->
          new Failure(FailureKind.CONNECTION, "the connection to the mail server broke");
      default -> null;
    };
  }

  private static Failure refusedCredentials() {
    return new Failure(FailureKind.NOT_CONFIGURED, "the mail server refuses our credentials");
  }

  private static Failure answered(int code) {
    var kind = code >= 400 && code < 500 ? FailureKind.MAIL_TEMPORARY : FailureKind.MAIL_REFUSED;
    return new Failure(kind, "the mail server answered " + code, Map.of("status", code));
  }

  private static void addInner(Throwable failure, ArrayDeque<Throwable> open) {
    if (failure instanceof MailSendException sent) {
      open.addAll(Arrays.asList(sent.getMessageExceptions()));
    }
    if (failure instanceof MessagingException messaging && messaging.getNextException() != null) {
      open.add(messaging.getNextException());
    }
    if (failure.getCause() != null) {
      open.add(failure.getCause());
    }
  }
}
