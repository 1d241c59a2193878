package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.item.RowSink;
import io.millrace.item.Size;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskVolumeTest {
  /** Two rows of nine pixels. */
  private static final int[] SPOT = {0, 1, 0, 0, 0, 0, 0, 0, 255, 0, 0, 7, 0, 0, 0, 0, 0, 0};

  private static MaskVolume read(byte[] file) throws IOException {
    return MaskVolume.read(file, Limits.standard());
  }

  /** The set pixels, row by row. */
  private static List<Integer> set(MaskVolume volume, int frame) {
    List<Integer> set = new ArrayList<>();
    Size size = volume.size(frame);
    volume.rows(
        frame,
        new RowSink() {
          @Override
          public void begin(int width, int height, int channels) {
            assertThat(List.of(height, width, channels))
                .containsExactly(size.height(), size.width(), 1);
          }

          @Override
          public void row(int y, byte[] pixels, int offset) {
            for (int x = 0; x < size.width(); x++) {
              assertThat(pixels[offset + x]).isIn((byte) 0, (byte) -1);
              if (pixels[offset + x] != 0) {
                set.add(y * size.width() + x);
              }
            }
          }
        });
    return set;
  }

  @ParameterizedTest
  @CsvSource({"true, false", "true, true", "false, false", "false, true"})
  void readsACellOfMatrices(boolean little, boolean deflated) throws Exception {
    MatWriter writer = MatWriter.of(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    writer = deflated ? writer.deflated() : writer;
    byte[] spot = writer.mask("", 2, 9, SPOT);
    byte[] nothing = writer.mask("", 3, 1, 0, 0, 0);
    byte[] cell = writer.array("volLabel", MatWriter.CELL, new int[] {1, 3}, spot, nothing, spot);
    byte[] file = writer.variable(writer.mask("a", 1, 1, 1)).variable(cell).file();

    MaskVolume volume = read(file);
    assertThat(volume.frames()).isEqualTo(3);
    assertThat(volume.size(0)).isEqualTo(new Size(2, 9));
    assertThat(volume.size(1)).isEqualTo(new Size(3, 1));
    assertThat(set(volume, 0)).containsExactly(1, 8, 11);
    assertThat(set(volume, 1)).isEmpty();
    assertThat(set(volume, 2)).containsExactly(1, 8, 11);
    assertThat(List.of(volume.any(0), volume.any(1))).containsExactly(true, false);
    assertThat(List.of(volume.pixels(0), volume.pixels(1))).containsExactly(3L, 0L);
  }

  @Test
  void readsAColumnOfCellsAndNumbersOfOtherTypes() throws Exception {
    MatWriter writer = MatWriter.little();
    byte[] doubles = MatWriter.bytes(writer.buffer(32).putDouble(-0.0).putDouble(0.5));
    byte[] singles = MatWriter.bytes(writer.buffer(16).putFloat(8, Float.NaN));
    int[] square = {2, 2};
    byte[] cell =
        writer.array(
            "volLabel",
            MatWriter.CELL,
            new int[] {4, 1},
            writer.array("", MatWriter.DOUBLE, square, writer.element(9, doubles)),
            writer.array("", 7, square, writer.element(7, singles)),
            // a double array whose numbers are small is stored as bytes
            writer.array("", MatWriter.DOUBLE, square, writer.small(2, new byte[] {0, 0, 0, 1})),
            // a complex one has a second part
            writer.array(
                "",
                MatWriter.DOUBLE | 0x800,
                square,
                writer.element(4, new byte[] {0, 0, 0, 0, 0, 1, 0, 0}),
                writer.element(2, new byte[4])));

    MaskVolume volume = read(writer.variable(cell).file());
    assertThat(set(volume, 0)).containsExactly(2);
    assertThat(set(volume, 1)).containsExactly(1);
    assertThat(set(volume, 2)).containsExactly(3);
    assertThat(set(volume, 3)).containsExactly(1);
  }

  @Test
  void readsAnArrayOfHeightWidthAndFrames() throws Exception {
    MatWriter writer = MatWriter.little().deflated();
    byte[] numbers = {0, 0, 0, 1, 0, 0, /**/ 0, 0, 0, 0, 0, 0, /**/ 0, 1, 0, 0, 0, 1};
    byte[] array =
        writer.array("frames", MatWriter.UINT8, new int[] {2, 3, 3}, writer.element(2, numbers));

    MaskVolume volume = read(writer.variable(array).file());
    assertThat(volume.frames()).isEqualTo(3);
    assertThat(volume.size(2)).isEqualTo(new Size(2, 3));
    assertThat(set(volume, 0)).containsExactly(4);
    assertThat(set(volume, 1)).isEmpty();
    assertThat(set(volume, 2)).containsExactly(3, 5);
  }

  @Test
  void takesAMatrixForAVideoOfOneFrame() throws Exception {
    MatWriter writer = MatWriter.little();
    MaskVolume volume = read(writer.variable(writer.mask("volLabel", 2, 9, SPOT)).file());
    assertThat(volume.frames()).isEqualTo(1);
    assertThat(set(volume, 0)).containsExactly(1, 8, 11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"|b1", "|u1", "|i1", "<u2", ">i2", "<u4", ">f4", "<f8", ">i8", "<f2"})
  void readsNumpyArraysOfEveryType(String descr) throws Exception {
    int size = descr.charAt(2) - '0';
    byte[] numbers = new byte[2 * 3 * 4 * size];
    numbers[5 * size] = 1;
    numbers[24 * size - size / 2 - 1] = 2;
    if (descr.charAt(1) == 'f') {
      // minus zero
      numbers[descr.charAt(0) == '>' ? 0 : size - 1] = (byte) 0x80;
    }

    MaskVolume volume = read(Npy.write(descr, "(2, 3, 4)", numbers));
    assertThat(volume.frames()).isEqualTo(2);
    assertThat(volume.size(1)).isEqualTo(new Size(3, 4));
    assertThat(set(volume, 0)).containsExactly(5);
    assertThat(set(volume, 1)).containsExactly(11);
  }

  @Test
  void readsFramesOfManyPieces() throws Exception {
    byte[] numbers = new byte[2 * 300 * 500];
    numbers[70_000] = 1;
    numbers[299_999] = 1;
    byte[] big = new byte[numbers.length + 128];
    byte[] head = Npy.write("|u1", "(2, 300, 500)", new byte[0]);
    System.arraycopy(head, 0, big, 0, head.length);
    System.arraycopy(numbers, 0, big, head.length, numbers.length);
    MaskVolume rows = read(big);
    assertThat(set(rows, 0)).containsExactly(70_000);
    assertThat(set(rows, 1)).containsExactly(149_999);

    MatWriter writer = MatWriter.little().deflated();
    int[] dimensions = {300, 500, 2};
    byte[] array = writer.array("v", MatWriter.UINT8, dimensions, writer.element(2, numbers));
    MaskVolume columns = read(writer.variable(array).file());
    assertThat(set(columns, 0)).containsExactly(70_000 % 300 * 500 + 70_000 / 300);
    assertThat(set(columns, 1)).containsExactly(149_999);
  }

  @Test
  void countsOnlyFramesWithPixelsTowardsTheLimit() throws Exception {
    byte[] numbers = new byte[20 * 64 * 64];
    byte[] empty = big(numbers);
    assertThat(MaskVolume.read(empty, new Limits(4096, 1792)).frames()).isEqualTo(20);

    numbers[4096] = 1;
    assertThat(MaskVolume.read(big(numbers), new Limits(4096, 1792)).any(1)).isTrue();
    numbers[0] = 1;
    assertThatThrownBy(() -> MaskVolume.read(big(numbers), new Limits(4096, 1792)))
        .hasMessage("holds masks that need more than 1792 bytes at a bit a pixel");
  }

  private static byte[] big(byte[] numbers) {
    byte[] head = Npy.write("|u1", "(20, 64, 64)", new byte[0]);
    byte[] file = java.util.Arrays.copyOf(head, head.length + numbers.length);
    System.arraycopy(numbers, 0, file, head.length, numbers.length);
    return file;
  }
}
