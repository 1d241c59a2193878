package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.decode.DepthTiffWriter.Coding;
import io.millrace.decode.DepthTiffWriter.Layout;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damages small depth maps and masks in many ways: an exception is all that may come of it. */
@Timeout(60)
class DamagedDepthTest {
  private static final int TIMES = 2000;
  private static final DepthDecoder DECODER = new DepthDecoder(new Limits(1_000_000));

  /** Three numbers of eight bytes for each pixel, as floats too, and what the readers need. */
  private static final long MOST_BYTES = 40_000_000;

  private static final Limits FEW = new Limits(1_000_000, 1_000_000);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Reads a file to its end. */
  private interface Reading {
    void read(byte[] file) throws IOException;
  }

  @Test
  void letsNothingEscapeOfADamagedTiff() throws Exception {
    List<byte[]> tiffs = new ArrayList<>();
    Random random = new Random(5);
    for (int compression : new int[] {1, 5, 8, 32_773}) {
      int predictor = compression == 5 ? 3 : compression == 8 ? 2 : 1;
      byte[] numbers = new byte[11 * 9 * 3 * 4];
      random.nextBytes(numbers);
      for (int kind = 0; kind < 4; kind++) {
        Layout layout = new Layout(kind % 2 == 0, kind > 1);
        Coding coding = new Coding(kind == 1, kind == 2, compression, predictor);
        tiffs.add(new DepthTiffWriter(SampleType.FLOAT32, 3, layout, coding).write(11, 9, numbers));
      }
    }

    assertOnlyRefusals(tiffs, file -> DECODER.decode(file, info -> (channel, y, row) -> {}));
  }

  @Test
  void letsNothingEscapeOfOtherDamagedDepthMaps() throws Exception {
    int[] values = new Random(6).ints(12 * 9, 0, 65_536).toArray();
    List<byte[]> maps =
        List.of(
            new PngWriter(12, 9, 16, 0).filter(5).write(values),
            Npy.write("<f8", "(3, 4, 5)", new byte[480]),
            Npy.write(">f2", "(5, 4, 3)", new byte[120]));
    assertOnlyRefusals(maps, file -> DECODER.decode(file, info -> (channel, y, row) -> {}));
  }

  @Test
  void letsNothingEscapeOfADamagedMatFile() throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      files.add(cell(MatWriter.of(order)));
      files.add(array(MatWriter.of(order)));
      files.add(cell(MatWriter.of(order).deflated()));
    }

    assertOnlyRefusals(files, DamagedDepthTest::read);
  }

  @Test
  void letsNothingEscapeOfDamageUnderneathTheDeflation() throws Exception {
    Random random = new Random(8);
    MatWriter writer = MatWriter.little();
    byte[] plain = cell(writer);
    byte[] array = Arrays.copyOfRange(plain, 128, plain.length);
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      files.add(MatWriter.little().deflated().variable(damaged(array, random)).file());
    }

    int refused = 0;
    for (byte[] file : files) {
      refused += refuses(file, DamagedDepthTest::read) ? 1 : 0;
    }
    assertThat(refused).isBetween(TIMES / 4, TIMES);
  }

  @Test
  void letsNothingEscapeOfDamagedMaskArrays() throws Exception {
    byte[] numbers = new byte[4 * 9 * 11];
    numbers[77] = 1;
    assertOnlyRefusals(
        List.of(Npy.write("|b1", "(4, 9, 11)", numbers), Npy.write("<f4", "(1, 9, 11)", numbers)),
        DamagedDepthTest::read);
  }

  private static byte[] cell(MatWriter writer) {
    byte[] spot = writer.mask("", 3, 5, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    byte[] empty = writer.mask("", 3, 5, new int[15]);
    byte[] cell = writer.array("volLabel", 1, new int[] {1, 4}, spot, empty, spot, empty);
    return writer.variable(cell).file();
  }

  private static byte[] array(MatWriter writer) {
    byte[] numbers = new byte[8 * 3 * 5 * 4];
    numbers[16] = 9;
    byte[] array = writer.array("volLabel", 6, new int[] {3, 5, 4}, writer.element(9, numbers));
    return writer.variable(array).file();
  }

  private static void read(byte[] file) throws IOException {
    MaskVolume volume = MaskVolume.read(file, FEW);
    long pixels = 0;
    for (int i = 0; i < volume.frames(); i++) {
      pixels += volume.pixels(i);
    }
    assertThat(pixels).isLessThanOrEqualTo(8 * FEW.maxMaskBytes());
  }

  private static void assertOnlyRefusals(List<byte[]> files, Reading reading) throws IOException {
    Random random = new Random(20_261_125);
    int refused = 0;
    for (int i = 0; i < TIMES; i++) {
      refused += refuses(damaged(files.get(i % files.size()), random), reading) ? 1 : 0;
    }
    assertThat(refused).isBetween(TIMES / 4, TIMES - 1);
  }

  private static boolean refuses(byte[] file, Reading reading) throws IOException {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    try {
      reading.read(file);
      return false;
    } catch (UnreadableException e) {
      assertThat(e).hasMessageMatching("(?s)(is|has|needs|holds) .+");
      return true;
    } finally {
      long used = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertThat(used).as("bytes allocated").isLessThan(MOST_BYTES);
    }
  }

  /** Cut short, or with bytes changed, or with a number of four bytes made large. */
  private static byte[] damaged(byte[] whole, Random random) {
    byte[] file = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(file, random.nextInt(file.length));
      }
      case 1 -> {
        int at = random.nextInt(file.length / 4) * 4;
        boolean first = random.nextBoolean();
        file[at + (first ? 0 : 3)] = (byte) random.nextInt(128);
        file[at + (first ? 1 : 2)] = (byte) random.nextInt(256);
      }
      default -> {
        for (int flips = random.nextInt(6); flips >= 0; flips--) {
          file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }

    return file;
  }
}
