package io.millrace.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BakedTextTest {
  @ParameterizedTest
  @EnumSource
  void readsWhatCanBeBaked(Interpolation interpolation) {
    Compose baked =
        Compose.of(
            Resize.shorterSide(40).with(interpolation).with(Resize.Antialias.OFF),
            new CenterCrop(30, 20),
            Resize.exact(8, 9));

    assertThat(Compose.ofBaked(baked.canonical())).isEqualTo(baked);
  }

  @Test
  void readsNothingAtAll() {
    assertThat(Compose.ofBaked("[]")).isEqualTo(Compose.NONE);
  }

  @Test
  void refusesWhatALaterVersionBaked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compose.ofBaked("[{\"op\":\"Solarize\"}]"))
        .withMessage(
            "Unsupported operation: Solarize (read the store with the version that made it)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Compose.ofBaked("[{\"op\":\"CenterCrop\",\"height\":2,\"width\":2,\"x\":1}]"))
        .withMessageStartingWith("Unsupported operations: [{\"op\":\"CenterCrop\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compose.ofBaked("[{"))
        .withMessage("Invalid operations: [{ (must be JSON)");
  }
}
