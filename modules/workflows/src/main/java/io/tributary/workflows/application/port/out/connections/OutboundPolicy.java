package io.tributary.workflows.application.port.out.connections;

import java.net.InetAddress;
import java.util.Optional;

/// Which targets outside may be reached: what their text tells, and later the address that is
/// dialled.
public interface OutboundPolicy {
  /// Why this URL will never be called, as far as its text tells; empty if it may be tried.
  Optional<String> refusal(String url);

  /// Likewise of a mail server.
  ///
  /// @param plain whether nothing protects the connection
  Optional<String> refusalOfMailServer(String host, int port, boolean plain);

  /// Whether this address may be dialled.
  boolean allows(InetAddress address);
}
