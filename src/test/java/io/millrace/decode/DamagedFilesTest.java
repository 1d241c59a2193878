package io.millrace.decode;

import static javax.imageio.ImageWriteParam.MODE_DEFAULT;
import static javax.imageio.ImageWriteParam.MODE_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.decode.jpeg.OpenCv;
import io.millrace.item.RowSink;
import io.millrace.sample.UnreadableException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damages small pictures of every format in many ways: an exception is all that may come of it. */
class DamagedFilesTest {
  private static final int TIMES = 250;

  /** Small enough that no picture that the damage makes up takes long. */
  private static final Limits FEW = new Limits(1_000_000);

  /** Some 20 bytes for each pixel that may be claimed, and what the readers need anyway. */
  private static final long MOST_BYTES = 20_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final RowSink NOWHERE =
      new RowSink() {
        @Override
        public void begin(int width, int height, int channels) {
          assertThat((long) width * height).isLessThanOrEqualTo(1_000_000);
        }

        @Override
        public void row(int y, byte[] pixels, int offset) {}
      };

  private static List<byte[]> pictures() throws Exception {
    Random random = new Random(11);
    int[] values = random.ints(12 * 9 * 4, 0, 256).toArray();
    byte[] bytes = new byte[12 * 9 * 3];
    random.nextBytes(bytes);
    List<byte[]> pictures = new ArrayList<>();
    pictures.add(new PngWriter(12, 9, 8, 6).filter(5).chunkSize(50).write(values));
    pictures.add(new PngWriter(12, 9, 4, 3).interlaced().chunk("PLTE", bytes).write(values));
    pictures.add(Jpegs.flat(20, 20, MODE_DISABLED, 10, 20, 30));
    pictures.add(Jpegs.flat(20, 20, MODE_DEFAULT, 10, 20, 30, 40));
    pictures.add(WebpPictureTest.LOSSLESS);
    pictures.add(WebpPictureTest.LOSSY);
    pictures.add(Bytes.little().text("P6 12 9 255\n").raw(bytes).done());
    pictures.add(Bytes.little().text("P2 2 2 99\n1 22 33 #\n99").done());
    pictures.add(bitmap(24, 0, bytes));
    pictures.add(bitmap(8, 1, new byte[] {12, 1, 0, 0, 0, 3, 5, 6, 7, 0, 0, 2, 3, 4, 9, 1, 0, 1}));
    tiffs(pictures, bytes);
    return pictures;
  }

  private static byte[] bitmap(int bits, int compression, byte[] pixels) {
    return Bytes.little()
        .text("BM")
        .u32(0, 0, 54, 40, 12, 9)
        .u16(1, bits)
        .u32(compression, 0, 0, 0, 0, 0)
        .raw(pixels)
        .done();
  }

  private static void tiffs(List<byte[]> pictures, byte[] bytes) throws Exception {
    pictures.add(TiffWriter.of(12, 9, 8, 3).write(bytes));
    byte[] packed = PngWriter.deflate(bytes);
    TiffWriter deflated = TiffWriter.of(12, 9, 8, 3).bigTiff().tag(TiffTags.PREDICTOR, 2);
    pictures.add(deflated.tag(TiffTags.COMPRESSION, 8).write(packed));
    for (int compression : new int[] {2, 3, 4, 5, 32_773}) {
      TiffWriter writer = TiffWriter.of(12, 9, 1, 1).tag(TiffTags.COMPRESSION, compression);
      pictures.add(writer.tag(TiffTags.ORIENTATION, 6).write(bytes));
    }
    byte[] block = Jpegs.flat(16, 16, MODE_DISABLED, 10, 20, 30);
    TiffWriter tile = TiffWriter.of(12, 9, 8, 3).tag(TiffTags.COMPRESSION, 7);
    pictures.add(tile.tag(TiffTags.TILE_WIDTH, 16).tag(TiffTags.TILE_HEIGHT, 16).write(block));
  }

  @ParameterizedTest
  @EnumSource
  void letsNothingEscapeButUnreadableException(JpegDecoder jpeg) throws Exception {
    assumeTrue(jpeg.compareTo(JpegDecoder.best()) <= 0, () -> "Skipped: " + OpenCv.missing());
    ImageDecoder decoder = new ImageDecoder(new Decoding(FEW, jpeg));
    Random random = new Random(20_261_124);
    int refused = 0;
    List<byte[]> pictures = pictures();
    for (byte[] picture : pictures) {
      for (int i = 0; i < TIMES; i++) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        refused +=
            refuses(decoder, damaged(picture, random), i % 2 == 0 ? ColorMode.RGB : ColorMode.GRAY)
                ? 1
                : 0;
        long used = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(used).as("bytes allocated").isLessThan(MOST_BYTES);
      }
    }

    assertThat(refused).isBetween(TIMES * pictures.size() / 4, TIMES * pictures.size());
  }

  private static boolean refuses(ImageDecoder decoder, byte[] file, ColorMode mode) {
    try {
      decoder.decode(file, mode, NOWHERE);
      return false;
    } catch (UnreadableException e) {
      assertThat(e).hasMessageMatching("(?s)(is|has|needs) .+");
      return true;
    }
  }

  private static byte[] damaged(byte[] picture, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(picture, random.nextInt(picture.length));
    }

    byte[] file = picture.clone();
    for (int flips = random.nextInt(8); flips >= 0; flips--) {
      int value = random.nextInt(3) == 0 ? 0xff : random.nextInt(256);
      file[random.nextInt(file.length)] = (byte) value;
    }
    if (file[1] == 'P' && random.nextBoolean()) {
      mend(file);
    }
    return file;
  }

  /** Makes the CRCs of a PNG right again, so that the damage is found further in. */
  private static void mend(byte[] file) {
    ByteBuffer view = ByteBuffer.wrap(file);
    int at = 8;
    while (at + 12 <= file.length && view.getInt(at) >= 0) {
      int length = view.getInt(at);
      if (length > file.length - at - 12) {
        return;
      }

      CRC32 crc = new CRC32();
      crc.update(file, at + 4, length + 4);
      view.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
  }
}
