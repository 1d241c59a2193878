package io.millrace.store;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A sum of the hashes of index rows, modulo 2^256: the same in whatever order, and in however many
 * shards, the rows come (Bellare and Micciancio's AdHash, 1997). So a fingerprint needs no sort of
 * all samples, and a store that grows adds up what its shards say.
 */
public final class ContentSum {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private BigInteger sum = BigInteger.ZERO;

  /** Adds a row: its id, split and label, and the hashes of its files. */
  public void add(IndexRow row) {
    String text =
        String.join(
            "\n",
            row.sampleId(),
            row.split().text(),
            row.label(),
            Integer.toString(row.labelIndex().index()),
            row.image().sha256(),
            row.mask().sha256());
    text += row.depth().exists() ? "\n" + row.depth().sha256() : "";
    add(new BigInteger(1, sha256(text)));
  }

  /** Adds another sum, as {@link #text} writes it. */
  public void add(String other) {
    add(new BigInteger(other, 16));
  }

  private void add(BigInteger value) {
    sum = sum.add(value).mod(MODULUS);
  }

  /** The sum, 64 hex digits. */
  public String text() {
    return String.format(java.util.Locale.ROOT, "%064x", sum);
  }

  /** SHA-256 of this sum and of the facts, 64 hex digits. */
  public String fingerprint(String facts) {
    return HexFormat.of().formatHex(sha256(text() + "\n" + facts));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
    }
  }
}
