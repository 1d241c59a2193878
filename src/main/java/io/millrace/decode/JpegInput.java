package io.millrace.decode;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a JPEG. Knows whether the decoder asked for more than there are: the JDK's then
 * makes up an end marker and grey pixels, where Pillow says "image file is truncated".
 */
final class JpegInput extends ImageInputStreamImpl {
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
    if (streamPos >= bytes.length) {
      exhausted = true;
      return -1;
    }

    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, into, offset, count);
    streamPos += count;
    return count;
  }
}
