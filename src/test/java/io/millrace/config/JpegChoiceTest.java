package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.decode.JpegDecoder;
import io.millrace.decode.jpeg.OpenCv;
import io.millrace.sample.Contents;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import org.junit.jupiter.api.Test;

class JpegChoiceTest {
  private static JpegDecoder inRecipe(JpegChoice choice) {
    RunConfig run = RunConfig.of(new io.millrace.datasets.MVTecAD(".", java.util.List.of("a")));
    return run.with(run.pixels().with(choice))
        .recipe(Split.TEST, Contents.of(Task.SEGMENTATION))
        .decoding()
        .jpeg();
  }

  @Test
  void isMadeBeforeARecipeTravels() {
    assertThat(PixelConfig.DEFAULTS.jpeg()).isEqualTo(JpegChoice.AUTO);
    assertThat(inRecipe(JpegChoice.AUTO)).isEqualTo(JpegDecoder.best());
    assertThat(inRecipe(JpegChoice.JDK)).isEqualTo(JpegDecoder.JDK);
  }

  @Test
  void refusesOpenCvWhereItIsMissing() {
    if (OpenCv.missing().isEmpty()) {
      assertThat(inRecipe(JpegChoice.OPENCV)).isEqualTo(JpegDecoder.OPENCV);
      return;
    }

    assertThatThrownBy(() -> inRecipe(JpegChoice.OPENCV))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "Cannot decode JPEGs by OpenCV, as jpeg_decoder asks: "
                + OpenCv.missing().get().text());
  }
}
