package io.millrace.config;

import static io.millrace.config.PixelConfig.Jpeg.Scale.DRAFT;
import static io.millrace.config.PixelConfig.Jpeg.Scale.FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.datasets.MVTecAD;
import io.millrace.decode.Decoding;
import io.millrace.decode.Draft;
import io.millrace.decode.JpegDecoder;
import io.millrace.decode.jpeg.OpenCv;
import io.millrace.sample.Contents;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class JpegChoiceTest {
  private static JpegDecoder inRecipe(JpegChoice choice) {
    RunConfig run = RunConfig.of(new MVTecAD(".", List.of("a")));
    return run.with(run.pixels().with(new PixelConfig.Jpeg(choice, FULL)))
        .recipe(Split.TEST, Contents.of(Task.SEGMENTATION))
        .decoding()
        .jpeg();
  }

  @Test
  void isMadeBeforeARecipeTravels() {
    assertThat(PixelConfig.DEFAULTS.jpeg().decoder()).isEqualTo(JpegChoice.AUTO);
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

  private static Decoding drafted(JpegChoice choice, PixelConfig.Sizing size) {
    PixelConfig pixels = PixelConfig.DEFAULTS.with(size).with(new PixelConfig.Jpeg(choice, DRAFT));
    return pixels.decoding(pixels.pipeline(Split.TRAIN));
  }

  @Test
  void aDraftIsAsSmallAsTheResizeThatComesFirst() {
    assumeTrue(OpenCv.missing().isEmpty(), () -> "Skipped: " + OpenCv.missing());
    Decoding decoding = drafted(JpegChoice.AUTO, PixelConfig.Sizing.exact(20, 30));
    assertThat(decoding.draft()).isEqualTo(new Draft(20, 30));
    assertThat(decoding.decoders()).contains("jpeg=opencv-draft");
  }

  @Test
  void aDraftNeedsOpenCvAndASize() {
    assertThatThrownBy(() -> drafted(JpegChoice.JDK, PixelConfig.Sizing.exact(20, 30)))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "Invalid jpeg_draft: the JDK decodes JPEGs at full size only (give the driver OpenCV,"
                + " see 'millrace doctor', or leave jpeg_draft out)");
    assertThatThrownBy(() -> drafted(JpegChoice.AUTO, PixelConfig.Sizing.NATIVE))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "Invalid jpeg_draft: the first operation is no resize to one size (set image_size and"
                + " resize_position: first, or leave jpeg_draft out)");
  }
}
