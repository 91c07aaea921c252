package io.tributary.workflows.adapter.out.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.domain.execution.FailureKind;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;

class SmtpFailuresTests {
  private static MailSendException sending(Exception cause) {
    return new MailSendException(Map.of("message", cause));
  }

  private static SendFailedException address(int code) throws AddressException {
    var refused =
        new SMTPAddressFailedException(
            new InternetAddress("a@example.org"), "RCPT", code, code + " no");
    return new SendFailedException("invalid addresses", refused);
  }

  private static SMTPSendFailedException data(int code) {
    return new SMTPSendFailedException("DATA", code, code + " no", null, null, null, null);
  }

  static Stream<Arguments> failures() throws AddressException {
    return Stream.of(
        Arguments.of(sending(address(450)), FailureKind.MAIL_TEMPORARY),
        Arguments.of(sending(address(550)), FailureKind.MAIL_REFUSED),
        Arguments.of(sending(data(421)), FailureKind.MAIL_TEMPORARY),
        Arguments.of(sending(data(554)), FailureKind.MAIL_REFUSED),
        Arguments.of(
            sending(new MessagingException("x", new SocketTimeoutException())),
            FailureKind.TIMEOUT),
        Arguments.of(
            sending(new MessagingException("x", new IOException())), FailureKind.CONNECTION),
        Arguments.of(new AddressException("x"), FailureKind.MAIL_REFUSED),
        Arguments.of(new MailAuthenticationException("x"), FailureKind.NOT_CONFIGURED),
        Arguments.of(new MailParseException("x"), FailureKind.MAIL_REFUSED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void the_servers_answer_decides_whether_another_attempt_may_do_better(
      Exception failure, FailureKind kind) {
    assertThat(SmtpFailures.of(failure).kind()).isEqualTo(kind);
  }
}
