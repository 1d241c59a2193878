package io.millrace.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static Safetensors batch() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("seed", "0");
    metadata.put("categories", "[\"grün\", \"b\\\"c\"]");
    metadata.put("a", "");
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put("image", HostTensor.zeros(DType.F32, 2, 3, 1, 2));
    tensors.put("gt_label", HostTensor.zeros(DType.I8, 2));
    tensors.put("empty", HostTensor.zeros(DType.U8, 0, 4));
    tensors.put("score", HostTensor.zeros(DType.F32));
    tensors.get("image").data().putFloat(4, 0.25f);
    tensors.get("gt_label").data().put(1, (byte) -1);
    return new Safetensors(metadata, tensors);
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Safetensors read = Safetensors.decode(ByteBuffer.wrap(batch().encode()));

    assertThat(read.metadata()).isEqualTo(batch().metadata());
    assertThat(read.metadata().keySet()).containsExactly("seed", "categories", "a");
    assertThat(read.tensors().keySet()).containsExactly("image", "gt_label", "empty", "score");
    batch()
        .tensors()
        .forEach(
            (name, tensor) -> {
              assertThat(read.tensors().get(name)).hasToString(tensor.toString());
              assertThat(read.tensors().get(name).data()).isEqualTo(tensor.data());
            });
  }

  @Test
  void readsAFileThatBeginsInTheMiddleOfABuffer() throws IOException {
    byte[] file = batch().encode();
    ByteBuffer buffer = ByteBuffer.allocate(file.length + 3).position(3).put(file).position(3);

    assertThat(Safetensors.decode(buffer).tensors()).containsKey("image");
    assertThat(buffer.position()).isEqualTo(3);
  }

  @Test
  void beginsItsDataAtAMultipleOf64Bytes() {
    String name = "n";
    for (int i = 0; i < 70; i++) {
      ByteBuffer header = Safetensors.of(name, HostTensor.zeros(DType.U8, 1)).header();
      assertThat(header.remaining() % 64).isZero();
      assertThat(header.order(ByteOrder.LITTLE_ENDIAN).getLong(0))
          .isEqualTo(header.remaining() - 8L);
      name += "n";
    }
  }

  @Test
  void writesTheFormatOfTheReferenceReader() {
    byte[] file = Safetensors.of("x", HostTensor.zeros(DType.U8, 2)).encode();

    assertThat(new String(file, 8, 56, StandardCharsets.UTF_8))
        .isEqualTo(
            "%-56s".formatted("{\"x\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}"));
    assertThat(file).hasSize(66);
  }

  @Test
  void cannotBeChangedOnceMade() {
    assertThatThrownBy(() -> batch().tensors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> batch().metadata().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void refusesAFileWithoutAHeader(int bytes) {
    assertThatThrownBy(() -> Safetensors.decode(ByteBuffer.allocate(bytes)))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Invalid safetensors: " + bytes + " bytes (no header)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "3, 3",
    "100000001, 100000001",
    "9223372036854775807, 9223372036854775807",
    "-1, 18446744073709551615"
  })
  void refusesAHeaderOfImpossibleLength(long length, String said) {
    ByteBuffer file = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);

    assertThatThrownBy(() -> Safetensors.decode(file))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Invalid safetensors: header of " + said + " bytes in a file of 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{]", "\u0000\u0000", "{\"a\":", "nonsense"})
  void refusesAHeaderThatIsNoJson(String header) {
    assertThatThrownBy(() -> Safetensors.decode(ByteBuffer.wrap(file(header, 4))))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Invalid safetensors: the header is no JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "42", "  ", "null", "\"text\"", "{\"__metadata__\":[1]}"})
  void refusesJsonThatIsNoHeader(String header) {
    assertThatThrownBy(() -> Safetensors.decode(ByteBuffer.wrap(file(header, 4))))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Invalid safetensors: the header is no JSON object of objects");
  }

  @Test
  void refusesNestingThatWouldOverflowTheStack() {
    String deep = "{\"a\":".repeat(100_000);

    assertThatThrownBy(() -> Safetensors.decode(ByteBuffer.wrap(file(deep, 0))))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Invalid safetensors: the header is no JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "[]",
        "{}",
        "{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}",
        "{\"dtype\":\"U8\",\"data_offsets\":[0,1]}",
        "{\"dtype\":\"U8\",\"shape\":[4]}",
        "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0]}",
        "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[\"0\",\"4\"]}",
        "{\"dtype\":\"U8\",\"shape\":[4.0],\"data_offsets\":[0,4]}",
        "{\"dtype\":\"U8\",\"shape\":[-4],\"data_offsets\":[0,4]}",
        "{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}",
        "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,3]}",
        "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[4,2]}",
        "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[-2,0]}",
        "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4294967296,4294967300]}",
        "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,99999999999999999999]}",
        "{\"dtype\":\"F64\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}"
      })
  void namesATensorThatIsImpossible(String tensor) {
    byte[] file = file("{\"x\":" + tensor + "}", 4);

    assertThatThrownBy(() -> Safetensors.decode(ByteBuffer.wrap(file)))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Invalid safetensors: tensor x is " + tensor);
  }
}
