package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples, as a person runs them, on a drawn data set whose defects can be seen. */
class TrainIT {
  private static final Pattern PICTURES = Pattern.compile("picture AUROC ([0-9.]+) over 24 of 24");
  private static final double ENOUGH = 0.9;

  @TempDir private static Path folder;

  @BeforeAll
  static void draws() throws Exception {
    Command.Result drawn =
        Command.millrace("sample-data", "--out", folder)
            .and("--size", "256x256", "--strength", 3)
            .run();
    assertThat(drawn.code()).as(drawn.err()).isZero();
  }

  private static Command train(Object... words) {
    return Command.millrace("train")
        .and(words)
        .with("OMP_NUM_THREADS", "1")
        .and("--data", "MVTecAD", "--data.root", folder, "--data.category", "millstone")
        .and("--data.seed", 0);
  }

  private static double auroc(Command.Result result) {
    Matcher matcher = PICTURES.matcher(result.out());
    assertThat(matcher.find()).as(result.out() + result.err()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void padimFindsTheDefects() throws Exception {
    Command.Result result = train("padim").run();

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(auroc(result)).isGreaterThan(ENOUGH);
    assertThat(result.out())
        .startsWith("36 pictures, 1024 positions x 50 channels")
        .containsPattern("pixel AUROC 0\\.9\\d+ \\(within \\S+\\) over 1,572,864 pixels");
  }

  @Test
  void autoencoderFindsTheDefects() throws Exception {
    Command.Result result =
        train("autoencoder", "--ranks", 2, "--batch", 12, "--epochs", 200)
            .and("--data.image_size", "64x64")
            .run();

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(auroc(result)).isGreaterThan(ENOUGH);
    assertThat(result.out())
        .startsWith("600 steps, loss 0.0")
        .contains("\n0 localhost cpu 600 ", "\n1 localhost cpu 600 ", "\nretries 0\n")
        .endsWith("arrays of the engine alive at the end: 0\n");
  }
}
