package io.millrace.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static int level(Precision precision, float value) {
    TensorSink sink = new TensorSink(HostTensor.zeros(precision.type(), 1, 1), precision);
    sink.row(0, 0, new float[] {value});
    return sink.tensor().data().get(0) & 0xFF;
  }

  @Property
  void roundsToEightBitsHalfUp(@ForAll @FloatRange(min = -3, max = 3) float value) {
    long expected = Math.max(0, Math.min(255, (long) Math.floor(255f * value + 0.5f)));

    assertThat(level(Precision.UINT8, value)).isEqualTo((int) expected);
  }

  @Test
  void writesRowsOfAnyLengthAndNothingBesideThem() {
    for (int width = 1; width < 20; width++) {
      HostTensor picture = HostTensor.zeros(DType.U8, 1, 3, width);
      float[] row = new float[width];
      for (int x = 0; x < width; x++) {
        row[x] = (255 - 11 * x) / 255f;
      }
      new TensorSink(picture, Precision.UINT8).row(0, 1, row);

      for (int i = 0; i < 3 * width; i++) {
        int expected = i / width == 1 ? 255 - 11 * (i % width) : 0;
        assertThat(picture.data().get(i) & 0xFF).isEqualTo(expected);
      }
    }
  }

  @Test
  void keepsEveryLevelOfAnEightBitPicture() {
    for (int level = 0; level < 256; level++) {
      assertThat(level(Precision.UINT8, level / 255f)).isEqualTo(level);
    }
  }

  @Test
  void clampsWhatEightBitsCannotHold() {
    assertThat(level(Precision.UINT8, -0.01f)).isZero();
    assertThat(level(Precision.UINT8, 1.01f)).isEqualTo(255);
    assertThat(level(Precision.UINT8, Float.POSITIVE_INFINITY)).isEqualTo(255);
    assertThat(level(Precision.UINT8, Float.NEGATIVE_INFINITY)).isZero();
    assertThat(level(Precision.UINT8, 1e20f)).isEqualTo(255);
    assertThat(level(Precision.UINT8, Float.NaN)).isZero();
  }

  @Test
  void maskIsOneWhereTheValueIsAboveZero() {
    assertThat(level(Precision.BINARY, 0f)).isZero();
    assertThat(level(Precision.BINARY, -0f)).isZero();
    assertThat(level(Precision.BINARY, -1f)).isZero();
    assertThat(level(Precision.BINARY, Float.MIN_VALUE)).isEqualTo(1);
    assertThat(level(Precision.BINARY, 7f)).isEqualTo(1);
  }

  @Test
  void writesFloatsAsTheyAreAndNothingBesideThem() {
    ByteBuffer memory = ByteBuffer.allocateDirect(3 * 2 * 2 * Float.BYTES);
    while (memory.hasRemaining()) {
      memory.put((byte) 0x5A);
    }
    HostTensor picture = HostTensor.of(DType.F32, new long[] {3, 2, 2}, memory.flip());
    new TensorSink(picture, Precision.FLOAT32).row(1, 1, new float[] {-0f, Float.NaN, 9f});

    assertThat(picture.data().getInt(5 * Float.BYTES)).isEqualTo(0x5A5A5A5A);
    assertThat(picture.data().getFloat(6 * Float.BYTES)).isEqualTo(-0f);
    assertThat(picture.data().getFloat(7 * Float.BYTES)).isNaN();
    assertThat(picture.data().getInt(8 * Float.BYTES)).isEqualTo(0x5A5A5A5A);
  }

  @Test
  void writesHalvesAsTheyAreAndNothingBesideThem() {
    HostTensor picture = HostTensor.zeros(DType.F16, 3, 2, 2);
    new TensorSink(picture, Precision.FLOAT16).row(1, 1, new float[] {1f, 0.1f, 9f});

    assertThat(picture.data().getShort(5 * Short.BYTES)).isZero();
    assertThat(picture.data().getShort(6 * Short.BYTES)).isEqualTo((short) 0x3C00);
    assertThat(picture.data().getShort(7 * Short.BYTES)).isEqualTo((short) 0x2E66);
    assertThat(picture.data().getShort(8 * Short.BYTES)).isZero();
  }

  @Test
  void refusesATensorOfAnotherType() {
    HostTensor bytes = HostTensor.zeros(DType.U8, 3, 1, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TensorSink(bytes, Precision.FLOAT32))
        .withMessage("Invalid tensor: U8[3, 1, 1] (must be F32 for FLOAT32)");
  }

  @Test
  void isWrittenInLowerCase() {
    assertThat(Precision.UINT8.text()).isEqualTo("uint8");
    assertThat(Precision.FLOAT32.text()).isEqualTo("float32");
    assertThat(Precision.FLOAT16.text()).isEqualTo("float16");
  }
}
