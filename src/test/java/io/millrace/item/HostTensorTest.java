package io.millrace.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class HostTensorTest {
  private static final long[] PAIRS = {3, 2};

  /** 3 x 2 floats, 0 to 5, after 8 bytes of something else in a big-endian buffer. */
  private static HostTensor counting() {
    ByteBuffer memory = ByteBuffer.allocateDirect(8 + 24).position(8);
    HostTensor tensor = HostTensor.of(DType.F32, PAIRS, memory);
    for (int i = 0; i < 6; i++) {
      tensor.data().putFloat(i * Float.BYTES, i);
    }

    return tensor;
  }

  @Test
  void beginsAtThePositionOfItsBufferInNativeOrder() {
    ByteBuffer data = counting().data();

    assertThat(data.position()).isZero();
    assertThat(data.remaining()).isEqualTo(24);
    assertThat(data.order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(data.getFloat(20)).isEqualTo(5);
  }

  @Test
  void sliceAndHeadAreViewsOfTheSameMemory() {
    HostTensor tensor = counting();
    HostTensor row = tensor.slice(1);
    HostTensor head = tensor.head(2);
    row.data().putFloat(0, 20);

    assertThat(row.shape()).containsExactly(2);
    assertThat(row.data().order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(row.data().getFloat(4)).isEqualTo(3);
    assertThat(head.shape()).containsExactly(2, 2);
    assertThat(head.data().remaining()).isEqualTo(16);
    assertThat(head.data().getFloat(8)).isEqualTo(20);
    assertThat(tensor.data().getFloat(8)).isEqualTo(20);
  }

  @Test
  void copyHasMemoryOfItsOwn() {
    HostTensor tensor = counting();
    HostTensor copy = tensor.copy();
    tensor.data().putFloat(0, -1);

    assertThat(copy.data().getFloat(0)).isZero();
    assertThat(copy.data().isDirect()).isTrue();
    assertThat(copy.data().remaining()).isEqualTo(24);
    assertThat(copy).hasToString("F32[3, 2]");
  }

  @Test
  void shapeGivenOrTakenCanBeChangedWithoutHarm() {
    long[] shape = {1, 2};
    HostTensor tensor = HostTensor.zeros(DType.U8, shape);
    shape[0] = 9;
    tensor.shape()[1] = 9;

    assertThat(tensor.shape()).containsExactly(1, 2);
    assertThat(tensor.axis(0)).isEqualTo(1);
    assertThat(tensor.axis(-1)).isEqualTo(2);
    assertThat(tensor.rank()).isEqualTo(2);
  }

  @Test
  void countsBytesOfEveryType() {
    for (DType type : DType.values()) {
      assertThat(HostTensor.bytes(type, 2, 5)).isEqualTo(10L * type.bytes());
      assertThat(HostTensor.bytes(type)).isEqualTo(type.bytes());
    }

    assertThat(HostTensor.bytes(DType.F32, 3, 0)).isZero();
  }

  @Test
  void refusesABufferOfAnotherSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostTensor.of(DType.F32, PAIRS, ByteBuffer.allocate(23)))
        .withMessage("Invalid buffer: 23 bytes for F32[3, 2] (must be 24)");
  }

  @Test
  void refusesANegativeAxis() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostTensor.bytes(DType.U8, 3, -1))
        .withMessage("Invalid shape: [3, -1]");
  }

  @Test
  void refusesASizeWithoutPixels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Size(0, 4))
        .withMessage("Invalid size: 0 x 4 (height and width must be >= 1)");
  }
}
