package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MaskVolumeErrorsTest {
  private static final MatWriter M = MatWriter.little();

  private static void assertRefused(byte[] file, Reason reason, String message) {
    assertThatThrownBy(() -> MaskVolume.read(file, Limits.standard()))
        .isInstanceOfSatisfying(
            UnreadableException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }

  private static void assertArrayRefused(byte[] array, Reason reason, String message) {
    assertRefused(MatWriter.little().variable(array).file(), reason, message);
    assertRefused(MatWriter.little().deflated().variable(array).file(), reason, message);
  }

  @Test
  void saysWhatIsNoFileOfMasks() {
    assertRefused(new byte[0], Reason.EMPTY_FILE, "is empty (0 bytes)");
    assertRefused(
        Bytes.little().text("some, notes").done(),
        Reason.NOT_AN_IMAGE,
        "is no file of masks (.mat or .npy): it begins with 'some, no'");
    assertRefused(
        Bytes.little().text("version https://git-lfs.github.com/spec/v1\n").done(),
        Reason.LFS_POINTER,
        "is a Git LFS pointer, not a mask");
  }

  @Test
  void namesMatlab73AndTheWayOut() {
    String message = "is a MATLAB 7.3 file (HDF5), which is not supported (save it with -v7)";
    assertRefused(
        Bytes.little().text("MATLAB 7.3 MAT-file").done(), Reason.UNSUPPORTED_FORMAT, message);
    assertRefused(
        Bytes.little().text("\u0089HDF\r\n\u001a\n").done(), Reason.UNSUPPORTED_FORMAT, message);
    byte[] later = M.file().clone();
    later[124] = 0;
    later[125] = 2;
    assertRefused(
        later,
        Reason.UNSUPPORTED_FORMAT,
        "is a MAT file of version 0x200, which is not supported (save it with -v7)");
  }

  @Test
  void saysThatLabelsHaveNoPixels() {
    String message =
        "holds 7 labels and no pixels, from which no mask can be made (give the file of the masks"
            + " of pixels, or task: classification)";
    assertRefused(Npy.write("|u1", "(7,)", new byte[7]), Reason.UNSUPPORTED_FORMAT, message);
    assertArrayRefused(M.mask("volLabel", 1, 7, new int[7]), Reason.UNSUPPORTED_FORMAT, message);
    assertArrayRefused(M.mask("volLabel", 7, 1, new int[7]), Reason.UNSUPPORTED_FORMAT, message);
  }

  @Test
  void namesArraysThatAreNoMasks() {
    assertArrayRefused(
        M.array("volLabel", 4, new int[] {1, 3}, M.small(4, new byte[] {65, 65, 65})),
        Reason.UNSUPPORTED_FORMAT,
        "is a MAT file of a 1 x 3 char (masks are a cell of matrices, or height x width x"
            + " frames)");
    assertArrayRefused(
        M.array("volLabel", MatWriter.CELL, new int[] {2, 2}),
        Reason.UNSUPPORTED_FORMAT,
        "is a MAT file of a 2 x 2 cell (a cell of masks is 1 x frames)");
    assertArrayRefused(
        M.array("volLabel", MatWriter.CELL, new int[] {1, 1}, M.array("", 5, new int[] {2, 2})),
        Reason.UNSUPPORTED_FORMAT,
        "is a MAT file whose frame 0 is a 2 x 2 sparse (a mask is height x width)");
    assertArrayRefused(
        M.array("volLabel", MatWriter.CELL, new int[] {1, 1}, M.element(14, new byte[0])),
        Reason.CORRUPT,
        "is 0 x 0: a picture has at least one pixel");
    assertRefused(
        MatWriter.little().variable(M.mask("a", 1, 1, 1)).variable(M.mask("bb", 1, 1, 1)).file(),
        Reason.UNSUPPORTED_FORMAT,
        "is a MAT file without a variable volLabel: it holds a, bb");
    assertRefused(
        M.file(),
        Reason.UNSUPPORTED_FORMAT,
        "is a MAT file without a variable volLabel: it holds none");
  }

  @Test
  void namesNumpyArraysThatAreNoMasks() {
    assertRefused(
        Npy.write("|u1", "(2, 3)", new byte[6]),
        Reason.UNSUPPORTED_FORMAT,
        "is an .npy file of shape (2, 3) (masks are frames x height x width)");
    assertRefused(
        Npy.write("<c8", "(1, 1, 1)", new byte[8]),
        Reason.UNSUPPORTED_FORMAT,
        "is an .npy file of dtype c8, which no mask is read from");
    assertRefused(
        Npy.write("|u1", "(2, 3, 4)", new byte[23]),
        Reason.TRUNCATED,
        "is truncated: 23 bytes cannot hold an array of shape (2, 3, 4)");
  }

  @Test
  void saysHowAMatFileIsDamaged() {
    byte[] spot = M.mask("volLabel", 2, 2, 0, 1, 0, 0);
    byte[] file = MatWriter.little().variable(spot).file();
    assertRefused(
        Arrays.copyOf(file, 100),
        Reason.TRUNCATED,
        "is truncated: it ends within its header of 128 bytes");
    assertRefused(
        Arrays.copyOf(file, file.length - 3),
        Reason.TRUNCATED,
        "is truncated: a variable at byte 128 claims 64 bytes, 61 are left");
    assertArrayRefused(
        M.array("volLabel", MatWriter.UINT8, new int[] {2, 2}, M.element(2, new byte[5])),
        Reason.CORRUPT,
        "has 5 bytes of type 2 for a 2 x 2 uint8");
    assertArrayRefused(
        M.array("volLabel", MatWriter.UINT8, new int[] {2, -2}, M.element(2, new byte[4])),
        Reason.CORRUPT,
        "has an array with a dimension of -2");
    assertArrayRefused(
        M.array("volLabel", MatWriter.CELL, new int[] {1, 2}, M.mask("", 1, 1, 1)),
        Reason.TRUNCATED,
        "is truncated: its data ends 4 bytes early");
    byte[] noise = MatWriter.little().variable(M.element(15, new byte[20])).file();
    assertThatThrownBy(() -> MaskVolume.read(noise, Limits.standard()))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("has damaged data: ");
  }

  @Test
  void refusesFramesBeyondTheLimitsBeforeTheyAreRead() {
    byte[] array =
        M.array("volLabel", MatWriter.UINT8, new int[] {4, 4, 2}, M.element(2, new byte[32]));
    byte[] file = MatWriter.little().variable(array).file();
    assertThatThrownBy(() -> MaskVolume.read(file, new Limits(15)))
        .hasMessage("is 4 x 4, more than 15 pixels");
    assertThatThrownBy(() -> MaskVolume.read(file, new Limits(16, 127)))
        .isInstanceOfSatisfying(
            UnreadableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessage("holds masks that need more than 127 bytes at a bit a pixel");
    assertThatThrownBy(() -> new Limits(1, 0)).hasMessage("Invalid maxMaskBytes: 0 (must be >= 1)");
  }
}
