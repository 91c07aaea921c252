package io.tributary.benchmarks.rig;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/// A real SMTP server on loopback, in this process: what it costs is the client's.
public final class MailServer implements AutoCloseable {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  static MailServer start() {
    var mail = new MailServer();
    mail.server.start();
    return mail;
  }

  int port() {
    return server.getSmtp().getPort();
  }

  public int received() {
    return server.getReceivedMessages().length;
  }

  public void clear() throws FolderException {
    server.purgeEmailFromAllMailboxes();
  }

  @Override
  public void close() {
    server.stop();
  }
}
