package io.millrace.decode.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs a video as old encoders for AVI did: a B picture lies in the chunk of the picture before
 * it, and a picture that is not coded, a few bytes long, follows in its place.
 */
final class PackedAvi {
  /** A P picture whose bit for "coded" is not set. */
  private static final byte[] NOT_CODED = {0, 0, 1, (byte) 0xB6, 0x50, 0x02, 0x3F};

  private static final int B_PICTURE = 2;
  private static final int KEY = 0x10;

  private PackedAvi() {}

  /** {@code avi} has MPEG-4 pictures with one B picture in a row at most. */
  static byte[] pack(byte[] avi) {
    ByteBuffer in = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN);
    int movie = find(avi, "movi");
    int end = movie + in.getInt(movie - 4);
    List<byte[]> chunks = new ArrayList<>();
    int at = movie + 4;
    while (at + 8 <= end) {
      int size = in.getInt(at + 4);
      if (new String(avi, at, 4, US_ASCII).equals("00dc")) {
        add(chunks, Arrays.copyOfRange(avi, at + 8, at + 8 + size));
      }

      at += 8 + (size + 1) / 2 * 2;
    }

    chunks.set(0, signed(chunks.get(0)));
    return write(Arrays.copyOf(avi, movie + 4), chunks);
  }

  /** User data by which encoders say that they pack, before the first group of pictures. */
  private static byte[] signed(byte[] first) {
    int group = find(first, "\0\0\u0001\u00B3");
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.write(first, 0, group);
    signed.writeBytes("\0\0\u0001\u00B2DivX503b1393p".getBytes(ISO_8859_1));
    signed.write(first, group, first.length - group);
    return signed.toByteArray();
  }

  private static void add(List<byte[]> chunks, byte[] picture) {
    if (kind(picture) != B_PICTURE) {
      chunks.add(picture);
      return;
    }

    byte[] before = chunks.remove(chunks.size() - 1);
    byte[] both = Arrays.copyOf(before, before.length + picture.length);
    System.arraycopy(picture, 0, both, before.length, picture.length);
    chunks.add(both);
    chunks.add(NOT_CODED);
  }

  private static int kind(byte[] picture) {
    for (int i = 0; i + 4 < picture.length; i++) {
      boolean start = picture[i] == 0 && picture[i + 1] == 0 && picture[i + 2] == 1;
      if (start && picture[i + 3] == (byte) 0xB6) {
        return (picture[i + 4] & 0xFF) >> 6;
      }
    }

    return -1;
  }

  private static byte[] write(byte[] head, List<byte[]> chunks) {
    ByteArrayOutputStream movie = new ByteArrayOutputStream();
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    for (byte[] chunk : chunks) {
      index.writeBytes("00dc".getBytes(US_ASCII));
      index.writeBytes(ints(kind(chunk) == 0 ? KEY : 0, movie.size() + 4, chunk.length));
      movie.writeBytes("00dc".getBytes(US_ASCII));
      movie.writeBytes(ints(chunk.length));
      movie.writeBytes(Arrays.copyOf(chunk, (chunk.length + 1) / 2 * 2));
    }

    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(head);
    file.writeBytes(movie.toByteArray());
    file.writeBytes("idx1".getBytes(US_ASCII));
    file.writeBytes(ints(index.size()));
    file.writeBytes(index.toByteArray());
    ByteBuffer whole = ByteBuffer.wrap(file.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    whole.putInt(4, whole.capacity() - 8);
    whole.putInt(head.length - 8, movie.size() + 4);
    return whole.array();
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }

    return bytes.array();
  }

  private static int find(byte[] bytes, String text) {
    return new String(bytes, ISO_8859_1).indexOf(text);
  }
}
