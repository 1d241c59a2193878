package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import io.millrace.sample.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class TensorBytesTest {
  private static byte[] zip(String name, byte[] entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("readme.txt"));
      zip.putNextEntry(new ZipEntry(name));
      zip.write(entry);
    }

    return bytes.toByteArray();
  }

  private static byte[] npz(String descr, String shape, byte[] numbers) throws IOException {
    return zip("map.npy", Npy.write(descr, shape, numbers));
  }

  @Test
  void readsBothOrdersOfBytes() throws IOException {
    byte[] little = npz("<f4", "(2, 1)", Bytes.little().f32(1.5f, -2).done());
    byte[] big = npz(">f4", "(2, 1)", Bytes.big().f32(1.5f, -2).done());

    for (byte[] file : new byte[][] {little, big}) {
      assertThat(TensorBytes.holds(file)).isTrue();
      Map<String, HostTensor> arrays = TensorBytes.read(file);
      assertThat(arrays).hasToString("{map=F32[2, 1]}");
      assertThat(arrays.get("map").data().getFloat(0)).isEqualTo(1.5f);
      assertThat(arrays.get("map").data().getFloat(4)).isEqualTo(-2);
    }
  }

  @Test
  void readsScalarsAndArraysWithoutNumbers() throws IOException {
    assertThat(TensorBytes.read(npz("<i8", "()", new byte[8]))).hasToString("{map=I64[]}");
    assertThat(TensorBytes.read(npz("|b1", "(0, 7)", new byte[0]))).hasToString("{map=BOOL[0, 7]}");
  }

  @Test
  void refusesTypesThatNoTensorHas() throws IOException {
    byte[] file = npz("<u2", "(1,)", new byte[2]);

    assertThatThrownBy(() -> TensorBytes.read(file))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("holds map.npy of dtype u2, which no tensor here has");
  }

  @Test
  void refusesWhatIsNoArray() throws IOException {
    byte[] file = zip("map.npy", new byte[] {1, 2, 3});

    assertThatThrownBy(() -> TensorBytes.read(file))
        .hasMessage("holds map.npy, which is no .npy file");
  }

  @Test
  void givesNothingButRefusalsForFilesThatAreCut() throws IOException {
    byte[] file = npz("<f4", "(64,)", new byte[256]);

    for (int length = 4; length < file.length - 150; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      try {
        assertThat(TensorBytes.read(cut)).isEmpty();
      } catch (UnreadableException e) {
        assertThat(e.reason().code()).isIn("truncated", "corrupt");
      }
    }
  }

  @Test
  void tellsSafetensorsFromPictures() throws IOException {
    byte[] file = Safetensors.of("x", HostTensor.zeros(DType.U8, 3, 1, 1)).encode();

    assertThat(TensorBytes.holds(file)).isTrue();
    assertThat(TensorBytes.read(file)).hasToString("{x=U8[3, 1, 1]}");
    assertThat(TensorBytes.holds(new PngWriter(1, 1, 8, 0).write(new int[1]))).isFalse();
    assertThat(TensorBytes.holds(new byte[0])).isFalse();
  }
}
