package io.millrace.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damages PNGs, mostly so that their chunks' CRCs are right again and the damage gets far in. */
final class PngDamage {
  private static final class Chunk {
    private final String name;
    private final byte[] data;

    Chunk(String name, byte[] data) {
      this.name = name;
      this.data = data;
    }
  }

  private final Random random;
  private final byte[] file;
  private final List<Chunk> chunks = new ArrayList<>();
  private int place;

  private PngDamage(byte[] file, Random random) {
    this.file = file;
    this.random = random;
    ByteBuffer view = ByteBuffer.wrap(file);
    for (int at = 8; at + 12 <= file.length; ) {
      int length = view.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        return;
      }

      String name = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      chunks.add(new Chunk(name, Arrays.copyOfRange(file, at + 8, at + 8 + length)));
      at += 12 + length;
    }
  }

  /** The file damaged in one of many ways. */
  static byte[] of(byte[] file, Random random) {
    return new PngDamage(file, random).done();
  }

  private byte[] done() {
    int way = random.nextInt(12);
    return switch (chunks.isEmpty() ? way % 3 : way) {
      case 0 -> Arrays.copyOf(file, random.nextInt(file.length));
      case 1 -> withBytes(file);
      case 2 -> withNumber(file, random.nextInt(file.length));
      case 3 -> moved();
      case 4 -> written(cut(data(any())));
      case 5 -> header();
      case 6 -> written(withBytes(data(named("PLTE"))));
      default -> pixels();
    };
  }

  /** Of a chunk, which is written anew by {@link #written(byte[])}. */
  private byte[] data(int chunk) {
    place = chunk;
    return chunks.get(chunk).data;
  }

  private int any() {
    return random.nextInt(chunks.size());
  }

  private int named(String name) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      if (chunks.get(i).name.equals(name) && chunks.get(i).data.length > 0) {
        found.add(i);
      }
    }

    return found.isEmpty() ? any() : found.get(random.nextInt(found.size()));
  }

  /** One to four bytes changed, or bits of them. */
  private byte[] withBytes(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int times = random.nextInt(4); times >= 0 && bytes.length > 0; times--) {
      int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 40));
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt();
        case 1 -> changed[at] = (byte) -random.nextInt(2);
        default -> changed[at] ^= (byte) (1 << random.nextInt(8));
      }
    }

    return changed;
  }

  /** A number of 32 bits changed, at that byte or before it. */
  private byte[] withNumber(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    if (bytes.length >= 4) {
      int[] numbers = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt(), 7, 257};
      ByteBuffer.wrap(changed)
          .putInt(Math.min(at, bytes.length - 4), numbers[random.nextInt(numbers.length)]);
    }

    return changed;
  }

  /** Chunks exchanged, doubled or left out. */
  private byte[] moved() {
    switch (random.nextInt(4)) {
      case 0 -> Collections.swap(chunks, any(), any());
      case 1 -> chunks.add(any(), chunks.get(any()));
      case 2 -> chunks.remove(any());
      default -> Collections.shuffle(chunks, random);
    }

    return written();
  }

  private byte[] cut(byte[] data) {
    return Arrays.copyOf(data, random.nextInt(data.length + 9));
  }

  private byte[] header() {
    byte[] data = data(0).clone();
    if (data.length < 13) {
      return written(cut(data));
    }

    switch (random.nextInt(4)) {
      case 0 -> data[3] += (byte) (random.nextInt(5) - 2);
      case 1 -> data[7] += (byte) (random.nextInt(5) - 2);
      case 2 -> data[8 + random.nextInt(5)] = (byte) (1 << random.nextInt(8));
      default -> {
        int kind = random.nextInt(PngKinds.all().size());
        data[8] = (byte) PngKinds.all().get(kind).bits();
        data[9] = (byte) PngKinds.all().get(kind).color();
        data[12] = (byte) random.nextInt(2);
      }
    }
    return written(random.nextInt(9) == 0 ? withNumber(data, 4 * random.nextInt(2)) : data);
  }

  /** The compressed stream changed, or cut, or what it inflates to changed. */
  private byte[] pixels() {
    byte[] data = data(named("IDAT"));
    return switch (random.nextInt(6)) {
      case 0 -> written(cut(data));
      case 1 -> written(PngWriter.deflate(withBytes(inflated(data))));
      default -> written(withBytes(data));
    };
  }

  private static byte[] inflated(byte[] zlib) {
    if (zlib.length < 2) {
      return zlib;
    }

    Inflated inflated = Inflated.byZlib(Arrays.copyOfRange(zlib, 2, zlib.length));
    return inflated.text().getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] written(byte[] data) {
    chunks.set(place, new Chunk(chunks.get(place).name, data));
    return written();
  }

  private byte[] written() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, 8);
    for (Chunk chunk : chunks) {
      out.writeBytes(PngWriter.asChunk(chunk.name, chunk.data));
    }

    return out.toByteArray();
  }
}
