package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import org.junit.jupiter.api.Test;

class DepthNpyTest {
  private static final byte[] SIX = Bytes.little().f32(1, 2, 3, 4, 5, 6).done();

  private static void assertRefused(byte[] file, Reason reason, String message) {
    assertThatThrownBy(() -> Planes.of(file))
        .isInstanceOfSatisfying(
            UnreadableException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }

  private static void assertValues(byte[] file, DepthInfo info, float... values) throws Exception {
    assertThat(Planes.of(file).info()).isEqualTo(info);
    assertThat(Planes.of(file).values()).containsExactly(values);
  }

  private static DepthInfo info(int width, int height, int channels) {
    return new DepthInfo("NPY", width, height, channels, "float32");
  }

  @Test
  void readsOneAndThreeChannelsFirstOrLast() throws Exception {
    assertValues(Npy.write("<f4", "(2, 3)", SIX), info(3, 2, 1), 1, 2, 3, 4, 5, 6);
    assertValues(Npy.write("<f4", "(2, 3, 1)", SIX), info(3, 2, 1), 1, 2, 3, 4, 5, 6);
    assertValues(Npy.write("<f4", "(1, 3, 2)", SIX), info(2, 3, 1), 1, 2, 3, 4, 5, 6);
    assertValues(Npy.write("<f4", "(2, 1, 3)", SIX), info(1, 2, 3), 1, 4, 2, 5, 3, 6);
    assertValues(Npy.write("<f4", "(3, 1, 2)", SIX), info(2, 1, 3), 1, 2, 3, 4, 5, 6);
  }

  @Test
  void readsEveryVersionAndByteOrder() throws Exception {
    for (int version = 1; version <= 3; version++) {
      String header = Npy.dictionary("'<f4'", "False", "(2, 3)");
      assertValues(Npy.file(version, header, SIX), info(3, 2, 1), 1, 2, 3, 4, 5, 6);
    }
    byte[] big = Bytes.big().f32(1, Float.NaN).done();
    assertValues(Npy.write(">f4", "(1L, 2L)", big), info(2, 1, 1), 1, Float.NaN);
  }

  @Test
  void readsNumbersOfEveryType() throws Exception {
    byte[] numbers = Bytes.little().u32(0xc00, 0x8000_0000).done();
    assertType("|u1", "uint8", numbers, 0, 12 / 255f);
    assertType("|i1", "int8", new byte[] {-3, 4}, -3, 4);
    assertType("<u2", "uint16", new byte[] {-1, -1, 4, 0}, 65_535, 4);
    assertType("<i2", "int16", new byte[] {-1, -1, 4, 0}, -1, 4);
    assertType("<u4", "uint32", numbers, 0xc00, 0x1p31f);
    assertType("<i4", "int32", numbers, 0xc00, Integer.MIN_VALUE);
    assertType("<f2", "float16", new byte[] {0, 0x3c, 0, (byte) 0xc0}, 1, -2);
    byte[] longs = Bytes.little().u32(7, 0, -1, -1).done();
    assertType("<i8", "int64", longs, 7, -1);
    byte[] doubles = Bytes.little().u32(0, 0x3ff0_0000, 0, 0xc000_0000).done();
    assertType("<f8", "float64", doubles, 1, -2);
  }

  private static void assertType(String descr, String type, byte[] numbers, float... values)
      throws Exception {
    Planes planes = Planes.of(Npy.write(descr, "(1, 2)", numbers));
    assertThat(planes.info().type()).isEqualTo(type);
    assertThat(planes.values()).containsExactly(values);
  }

  @Test
  void refusesWhatIsNoDepthMap() {
    assertRefused(
        Npy.write("<f4", "(6,)", SIX),
        Reason.UNSUPPORTED_FORMAT,
        "is an .npy file of shape (6,) (a depth map is H x W, H x W x 3 or 3 x H x W)");
    assertRefused(
        Npy.write("<f4", "(2, 1, 2)", SIX),
        Reason.UNSUPPORTED_FORMAT,
        "is an .npy file of shape (2, 1, 2) (a depth map is H x W, H x W x 3 or 3 x H x W)");
    assertRefused(
        Npy.write("<c8", "(1, 2)", SIX),
        Reason.UNSUPPORTED_FORMAT,
        "is an .npy file of dtype c8, which no depth map is read from");
    assertRefused(
        Npy.file(1, Npy.dictionary("'<f4'", "True", "(2, 3)"), SIX),
        Reason.UNSUPPORTED_FORMAT,
        "is an .npy file in Fortran order (save it with numpy.ascontiguousarray)");
    assertRefused(
        Npy.file(1, Npy.dictionary("[('z', '<f4')]", "False", "(2,)"), SIX),
        Reason.UNSUPPORTED_FORMAT,
        "is an .npy file whose elements are no single numbers: {'descr': [('z', '<f4')],"
            + " 'fortran_order': False, 'shape': (2,), }");
    assertRefused(
        Npy.file(4, "", SIX),
        Reason.UNSUPPORTED_FORMAT,
        "is an .npy file of version 4 (1 to 3 are read)");
  }

  @Test
  void saysHowAnArrayIsDamaged() {
    assertRefused(
        Npy.write("<f4", "(2, 4)", SIX),
        Reason.TRUNCATED,
        "is truncated: 24 bytes cannot hold an array of shape (2, 4)");
    assertRefused(
        Npy.write("<f4", "(0, 4)", SIX),
        Reason.CORRUPT,
        "is 4 x 0: a picture has at least one pixel");
    assertRefused(
        Npy.write("<f4", "(9999999999, 4)", SIX),
        Reason.TOO_LARGE,
        "is 4 x 2147483647, more than 178956970 pixels");
    assertRefused(
        Npy.write("<f4", "(1 2, 4)", SIX), Reason.CORRUPT, "is an .npy file of shape (1 2, 4)");
    assertRefused(
        Npy.file(1, "{'descr': '<f4'}", SIX),
        Reason.CORRUPT,
        "is an .npy file without fortran_order or shape in its header");
    assertRefused(
        Bytes.little().text("\u0093NUMPY").u8(1, 0).u16(500).done(),
        Reason.TRUNCATED,
        "is truncated: it ends within its header");
    assertRefused(
        Bytes.little().text("\u0093NUMPY").u8(2, 0).u32(1 << 20).done(),
        Reason.CORRUPT,
        "is an .npy file with a header of 1048576 bytes");
  }
}
