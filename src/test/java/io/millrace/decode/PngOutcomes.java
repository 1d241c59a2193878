package io.millrace.decode;

import com.sun.management.ThreadMXBean;
import io.millrace.item.RowSink;
import io.millrace.kernel.Accelerators;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What comes of damaged PNGs: for each picture one sum of the pixels and the refusals. They are the
 * same in every JVM, whatever its accelerators; the main method prints them.
 */
final class PngOutcomes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int MOST_PIXELS = 1_000_000;

  /** Some 20 bytes for each pixel that may be claimed. Vectors are objects until compiled. */
  private static final long MOST_BYTES =
      Accelerators.chosen().on().contains("vector") ? Long.MAX_VALUE : 20_000_000;

  private final ImageDecoder decoder = new ImageDecoder(new Limits(MOST_PIXELS));
  private final int times;
  private final long seed;
  private final Map<String, Long> sums = new TreeMap<>();
  private int taken;
  private int refused;

  /** Each picture is damaged so many times. */
  PngOutcomes(int times, long seed) {
    this.times = times;
    this.seed = seed;
  }

  public static void main(String[] words) throws IOException {
    PngOutcomes outcomes = new PngOutcomes(Integer.parseInt(words[0]), Long.parseLong(words[1]));
    outcomes.addAll(words.length > 2 ? files(Path.of(words[2])) : PngKinds.some());
    System.out.println(Accelerators.chosen().on());
    outcomes.sums.forEach((name, sum) -> System.out.println(name + " " + sum));
  }

  /** The PNGs of a folder. */
  static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    List<Path> paths;
    try (Stream<Path> all = Files.list(folder)) {
      paths = all.filter(path -> path.toString().endsWith(".png")).toList();
    }
    for (Path path : paths) {
      files.put(path.getFileName().toString(), Files.readAllBytes(path));
    }

    return files;
  }

  void addAll(Map<String, byte[]> pictures) {
    pictures.forEach(this::add);
  }

  private void add(String name, byte[] picture) {
    Random random = new Random(seed + name.hashCode());
    CRC32 sum = new CRC32();
    for (int i = 0; i < times; i++) {
      byte[] file = i == 0 ? picture : PngDamage.of(picture, random);
      long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      long outcome = outcome(file, i % 2 == 0 ? ColorMode.RGB : ColorMode.GRAY, name + ", " + i);
      long used = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      if (used > MOST_BYTES) {
        throw new AssertionError("%s, %d: %d bytes allocated".formatted(name, i, used));
      }

      if (!hasBrokenCode(file)) {
        sum.update(Long.toHexString(outcome).getBytes(StandardCharsets.UTF_8));
      }
    }
    sums.put(name, sum.getValue());
  }

  /** A code that zlib refuses; igzip takes some, which is right if the sum of what comes is. */
  private static boolean hasBrokenCode(byte[] file) {
    try (Scratch scratch = Scratch.lease()) {
      PngChunks chunks = new PngChunks(file);
      while (chunks.next()) {
        if (chunks.type() == PngChunks.IDAT) {
          PngData data = PngData.read(file, chunks, scratch);
          byte[] stream = Arrays.copyOfRange(data.bytes(), data.start(), data.length());
          return Inflated.complaint(stream).endsWith(" set");
        }
      }

      return false;
    } catch (UnreadableException e) {
      return false;
    }
  }

  private long outcome(byte[] file, ColorMode mode, String what) {
    Sum pixels = new Sum();
    try {
      decoder.decode(file, mode, pixels);
      taken++;
      return pixels.sum.getValue();
    } catch (UnreadableException e) {
      refused++;
      if (e.getCause() != null) {
        throw new AssertionError(what + ": refused by accident", e);
      }

      return (e.reason() + e.getMessage()).hashCode();
    } catch (RuntimeException e) {
      throw new AssertionError(what + ": let something escape", e);
    }
  }

  /** Of rows. */
  private static final class Sum implements RowSink {
    private final CRC32 sum = new CRC32();
    private int rowBytes;

    @Override
    public void begin(int width, int height, int channels) {
      rowBytes = width * channels;
    }

    @Override
    public void row(int y, byte[] pixels, int offset) {
      sum.update(pixels, offset, rowBytes);
    }
  }

  Map<String, Long> sums() {
    return sums;
  }

  int taken() {
    return taken;
  }

  int refused() {
    return refused;
  }
}
