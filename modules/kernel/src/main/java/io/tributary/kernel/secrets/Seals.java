package io.tributary.kernel.secrets;

/// Seals texts that other systems trust us with, such as passwords, for storing. The key is the
/// system's; all nodes share it.
public interface Seals {
  /// Encrypts and authenticates. Sealing the same text twice gives different bytes.
  ///
  /// @param context what the text belongs to, such as table, workspace and row: it opens only there
  /// @return 29 bytes more than the text has in UTF-8
  byte[] seal(String context, String plain);

  /// @throws IllegalStateException if it was sealed for another context, by another system, or
  ///     changed since
  String open(String context, byte[] sealed);

  /// Tells equal texts from others without giving away what they say.
  ///
  /// @return 64 hexadecimal digits, the same for the same text and context
  String fingerprint(String context, String text);
}
