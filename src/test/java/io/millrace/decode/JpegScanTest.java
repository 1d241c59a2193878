package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JpegScanTest {
  private static boolean endsWell(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }

    return JpegScan.endsWell(bytes, 1);
  }

  @Test
  void endsAtTheEndMarkerAndWhateverFollows() {
    assertThat(endsWell(9, 1, 2, 0xff, 0xd9)).isTrue();
    assertThat(endsWell(9, 0xff, 0xd9, 0xff, 0xda, 7)).isTrue();
  }

  @Test
  void passesStuffedBytesRestartsAndFilling() {
    assertThat(endsWell(9, 0xff, 0, 0xff, 0xd0, 3, 0xff, 0xd7, 0xff, 0xff, 0xff, 0xd9)).isTrue();
  }

  @Test
  void doesNotEndWithoutItOrAtAnother() {
    assertThat(endsWell(9, 1, 2, 3)).isFalse();
    assertThat(endsWell(9, 1, 2, 0xff)).isFalse();
    assertThat(endsWell(9, 1, 0xff, 0xbb, 0xff, 0xd9)).isFalse();
    assertThat(endsWell(9, 1, 0xff, 0xda, 0xff, 0xd9)).isFalse();
  }
}
