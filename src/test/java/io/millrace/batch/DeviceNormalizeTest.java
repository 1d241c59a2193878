package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.transform.Levels;
import io.millrace.transform.Normalize;
import java.nio.ByteOrder;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DeviceNormalizeTest {
  @Test
  void levelsBecomeTheValuesOfTheLoader() {
    float[] values = apply(DeviceNormalize.IMAGENET, levels());

    for (int i = 0; i < values.length; i++) {
      int channel = i / 256;
      float expected =
          (Levels.MULTIPLIED.value(i % 256) - Normalize.IMAGENET.mean().get(channel))
              / Normalize.IMAGENET.std().get(channel);
      assertThat(values[i]).isCloseTo(expected, Offset.offset(1e-6f));
    }
  }

  @Test
  void levelsBecomeTheSameBitsWithoutMeanAndDeviation() {
    float[] values = apply(DeviceNormalize.NONE, levels());

    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isEqualTo(Levels.MULTIPLIED.value(i % 256));
    }
  }

  @Test
  void floatsAreOnlyNormalised() {
    HostTensor picture = HostTensor.zeros(DType.F32, 1, 3, 1, 1);
    picture.data().order(ByteOrder.nativeOrder()).asFloatBuffer().put(new float[] {1, 0.5f, 0});
    DeviceNormalize half = new DeviceNormalize(List.of(1f, 0f, 0f), List.of(1f, 0.5f, 1f));

    assertThat(apply(half, picture)).containsExactly(0, 1, 0);
    assertThat(apply(DeviceNormalize.NONE, picture)).containsExactly(1, 0.5f, 0);
  }

  @Test
  void deviationsOfZeroAreRefused() {
    assertThatThrownBy(() -> new DeviceNormalize(List.of(0f, 0f, 0f), List.of(1f, 0f, 1f)))
        .hasMessageContaining("Invalid Normalize");
  }

  private static HostTensor levels() {
    HostTensor picture = HostTensor.zeros(DType.U8, 1, 3, 16, 16);
    for (int i = 0; i < 3 * 256; i++) {
      picture.data().put(i, (byte) i);
    }

    return picture;
  }

  private static float[] apply(DeviceNormalize normalize, HostTensor pictures) {
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu())) {
      return normalize.apply(manager, pictures).toFloatArray();
    }
  }
}
