package io.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageMemoryTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 1 << 20})
  void beginsWithAPageAndHasTheBytesThatWereAskedFor(int bytes) {
    ByteBuffer memory = PageMemory.allocate(bytes);

    assertThat(memory.isDirect()).isTrue();
    assertThat(memory.alignmentOffset(0, 4096)).isZero();
    assertThat(memory.capacity()).isEqualTo(bytes);
    assertThat(memory.remaining()).isEqualTo(bytes);
    assertThat(memory.order()).isEqualTo(ByteOrder.nativeOrder());
  }
}
