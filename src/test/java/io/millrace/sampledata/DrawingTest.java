package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

class DrawingTest {
  private static final AtomicInteger DRAWING = new AtomicInteger();

  @RepeatedTest(20)
  void tellsOfAFailureWhenNobodyDrawsAnyMore() {
    List<Integer> all = IntStream.range(0, 64).boxed().toList();
    Drawing<Integer> drawing = new Drawing<>(DrawingTest::put, () -> {});

    assertThatThrownBy(() -> drawing.of(all))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
    assertThat(DRAWING).hasValue(0);
  }

  private static Summary put(int each) throws IOException {
    DRAWING.incrementAndGet();
    try {
      if (each % 20 == 7) {
        throw new IOException("the disk is full");
      }

      long bytes = IntStream.range(0, 300_000).mapToLong(i -> i ^ each).sum();
      return new Summary(1, 0, bytes);
    } finally {
      DRAWING.decrementAndGet();
    }
  }
}
