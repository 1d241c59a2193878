package io.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void addressesAreIndexesAmongTheVisibleOnes() {
    assertThat(Device.gpu("3", "")).isEqualTo(Device.gpu(3));
    assertThat(Device.gpu("3", "2, 3")).isEqualTo(Device.gpu(1));
    assertThat(Device.gpu("GPU-b", "GPU-a,GPU-b")).isEqualTo(Device.gpu(1));
    assertThat(Device.gpu(1).text()).isEqualTo("gpu 1");
    assertThat(Device.CPU.text()).isEqualTo("cpu");
  }

  @Test
  void saysWhatItCannotSee() {
    assertThatThrownBy(() -> Device.gpu("1", "2,3"))
        .hasMessage(
            "Cannot use GPU 1: CUDA_VISIBLE_DEVICES is 2,3 (let the discovery script print addresses of that list, or unset the variable)");
    assertThatThrownBy(() -> Device.gpu("GPU-a", ""))
        .hasMessage(
            "Cannot use GPU GPU-a: it is no number and CUDA_VISIBLE_DEVICES is not set (set it to the list of UUIDs, or let the discovery script print numbers)");
    assertThatThrownBy(() -> Device.gpu(-1)).hasMessage("Invalid device index: -1 (must be >= 0)");
  }
}
