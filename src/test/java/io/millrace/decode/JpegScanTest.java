package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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

  @Test
  void findsMarkersWhereverTheyLie() {
    for (int place = 1; place < 40; place++) {
      int[] file = new int[44];
      Arrays.fill(file, 0xfe);
      file[place] = 0xff;
      file[place + 1] = 0;
      file[place + 2] = 0xff;
      file[place + 3] = 0xd9;
      assertThat(endsWell(file)).as("%d", place).isTrue();
      file[place + 1] = 0xbb;
      assertThat(endsWell(file)).as("%d", place).isFalse();
    }
  }
}
