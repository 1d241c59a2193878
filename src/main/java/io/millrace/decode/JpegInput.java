package io.millrace.decode;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a JPEG, followed by an end marker that is not in the file. The marker keeps the
 * decoder from waiting for more and tells a file that lacks only its own end marker, which Pillow
 * accepts, from one that lacks pixels.
 */
final class JpegInput extends ImageInputStreamImpl {
  private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

  private final byte[] bytes;
  private boolean exhausted;

  JpegInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether the decoder asked for more than there is. */
  boolean exhausted() {
    return exhausted;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    bitOffset = 0;
    boolean within = streamPos < bytes.length;
    exhausted |= !within;
    byte[] from = within ? bytes : END;
    int start = (int) (within ? streamPos : streamPos - bytes.length);
    if (start >= from.length) {
      return -1;
    }

    int count = Math.min(length, from.length - start);
    System.arraycopy(from, start, into, offset, count);
    streamPos += count;
    return count;
  }
}
