package io.millrace.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names by content: the first 32 hex digits of the SHA-256 of the bytes. */
public final class ContentName {
  /** Digits of a name. */
  static final int LENGTH = 32;

  private static final int BLOCK = 1 << 20;

  private ContentName() {}

  /** The name of these bytes. */
  public static String of(byte[] bytes) {
    MessageDigest sha = sha256();
    sha.update(bytes);
    return name(sha);
  }

  /** The name of a local file's bytes. */
  public static String of(Path file) throws IOException {
    MessageDigest sha = sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream input = Files.newInputStream(file)) {
      for (int count = input.read(block); count >= 0; count = input.read(block)) {
        sha.update(block, 0, count);
      }
    }

    return name(sha);
  }

  /** The name of the bytes that a digest has taken. */
  static String name(MessageDigest sha) {
    return HexFormat.of().formatHex(sha.digest()).substring(0, LENGTH);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
    }
  }
}
