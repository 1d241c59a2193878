package io.millrace.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

class AdlerTest {
  @Test
  void isTheJdks() {
    byte[] bytes = new byte[5_000_000];
    new Random(4).nextBytes(bytes);
    for (int length = 0; length < 1000; length++) {
      assertSame(bytes, length);
    }
    assertSame(bytes, bytes.length);
    Arrays.fill(bytes, (byte) 255);
    assertSame(bytes, 184);
    assertSame(bytes, bytes.length);
  }

  private static void assertSame(byte[] bytes, int length) {
    Adler32 right = new Adler32();
    right.update(bytes, 0, length);
    assertThat(Adler.of(bytes, length)).as("%d bytes", length).isEqualTo((int) right.getValue());
  }
}
