package io.millrace.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TorchOrderTest {
  @Test
  void ordersAsTheLoaderOfTorchEpochByEpoch() {
    TorchOrder order = new TorchOrder(42);

    assertThat(order.next(10)).containsExactly(8, 0, 9, 1, 4, 5, 6, 3, 2, 7);
    assertThat(order.next(10)).containsExactly(4, 6, 9, 3, 7, 5, 2, 0, 1, 8);
  }

  @Test
  void takesZeroForASeed() {
    assertThat(new TorchOrder(0).next(10)).containsExactly(6, 7, 1, 4, 2, 0, 9, 8, 3, 5);
  }
}
