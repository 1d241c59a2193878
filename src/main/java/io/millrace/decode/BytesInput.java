package io.millrace.decode;

import java.io.EOFException;
import java.io.UncheckedIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a file for an ImageIO reader. Knows whether the reader asked for more than there
 * are: the JDK's JPEG reader then makes up an end marker and grey pixels, where Pillow says "image
 * file is truncated"; the WebP reader would read zeros for each pixel that a header claims.
 */
final class BytesInput extends ImageInputStreamImpl {
  /** Readers look some bytes ahead, so that a sound file ends with a few attempts in vain. */
  private static final int PATIENCE = 1000;

  private final byte[] bytes;
  private int misses;

  BytesInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether the reader asked for more than there is. */
  boolean exhausted() {
    return misses > 0;
  }

  /** Whether the reader asked so often that it was stopped. */
  boolean stopped() {
    return misses > PATIENCE;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      misses++;
      if (stopped()) {
        // unchecked, because the WebP reader swallows what is checked and goes on
        throw new UncheckedIOException(new EOFException("read on behind its end"));
      }

      return -1;
    }

    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, into, offset, count);
    streamPos += count;
    return count;
  }
}
