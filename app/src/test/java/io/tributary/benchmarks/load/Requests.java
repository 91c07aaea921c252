package io.tributary.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Prepares requests as the bytes that go over the wire.
public final class Requests {
  private Requests() {}

  /// @param key the bearer's; none if empty
  public static byte[] get(String path, String key) {
    return head("GET", path, authorization(key)).concat("\r\n").getBytes(ISO_8859_1);
  }

  /// As `get`, for an answer that is read anew.
  public static byte[] getFresh(String path, String key) {
    return head("GET", path, authorization(key))
        .concat("Cache-Control: no-cache\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  /// @param key the bearer's; none if empty
  public static byte[] post(String path, String key, String json) {
    return post(path, authorization(key), json.getBytes(UTF_8));
  }

  /// Without a bearer, repeatable by its key.
  public static byte[] submission(String path, String idempotencyKey, String json) {
    return post(path, "Idempotency-Key: " + idempotencyKey + "\r\n", json.getBytes(UTF_8));
  }

  private static byte[] post(String path, String headers, byte[] body) {
    var more =
        headers + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
    var start = head("POST", path, more).getBytes(ISO_8859_1);
    var request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  private static String head(String method, String path, String headers) {
    return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers;
  }

  private static String authorization(String key) {
    return key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n";
  }
}
