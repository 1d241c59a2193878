package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.PixelConfig.Sizing;
import io.millrace.sample.Split;
import io.millrace.transform.CenterCrop;
import io.millrace.transform.Compose;
import io.millrace.transform.Interpolation;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.RandomVerticalFlip;
import io.millrace.transform.Resize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTypeTest {
  private static PixelConfig read(String augmentations) {
    return ConfigReader.read(ConfigInput.of("data: MVTecAD\n" + augmentations, "a.yaml")).pixels();
  }

  private static Compose test(String value) {
    return read("test_augmentations: " + value).augmentations().get(Split.TEST);
  }

  @Test
  void readsTheFormOfAnomalibWithTorchvisionsNames() {
    String yaml =
        """

          class_path: torchvision.transforms.v2.Compose
          init_args:
            transforms:
            - class_path: torchvision.transforms.v2.Resize
              init_args: {size: [224, 256], interpolation: BICUBIC, antialias: false}
            - class_path: torchvision.transforms.v2.Compose
              init_args:
                transforms:
                - class_path: torchvision.transforms.v2.CenterCrop
                  init_args: {size: 200}
                - {class_path: CenterCrop, size: [100, 120]}
                - {class_path: CenterCrop, size: [90]}
            - RandomHorizontalFlip
            - class_path: torchvision.transforms.v2.RandomVerticalFlip
              init_args: {p: 1}
            - class_path: torchvision.transforms.v2.Normalize
              init_args: {mean: [0.1, 0.2, 0.3], std: [1, 2, 3e-1], inplace: true}
        """;

    assertThat(test(yaml))
        .isEqualTo(
            Compose.of(
                Resize.exact(224, 256).with(Interpolation.BICUBIC).with(Resize.Antialias.OFF),
                new CenterCrop(200, 200),
                new CenterCrop(100, 120),
                new CenterCrop(90, 90),
                new RandomHorizontalFlip(0.5),
                new RandomVerticalFlip(1),
                new Normalize(List.of(0.1f, 0.2f, 0.3f), List.of(1f, 2f, 0.3f))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[7]"})
  void oneNumberIsTheShorterSide(String size) {
    assertThat(test("{class_path: Resize, size: " + size + ", max_size: null}"))
        .isEqualTo(Compose.of(Resize.shorterSide(7)));
  }

  @ParameterizedTest
  @CsvSource({
    "bilinear, BILINEAR",
    "Bicubic, BICUBIC",
    "NEAREST, NEAREST",
    "InterpolationMode.BILINEAR, BILINEAR",
    "torchvision.transforms.InterpolationMode.BICUBIC, BICUBIC"
  })
  void interpolationHasItsNameInAnyCaseAndThatOfItsEnum(String text, Interpolation expected) {
    assertThat(test("{class_path: Resize, size: 7, interpolation: " + text + "}"))
        .isEqualTo(Compose.of(Resize.shorterSide(7).with(expected)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{class_path: Compose, transforms: []}"})
  void nothingIsNoOperation(String value) {
    assertThat(test(value)).isEqualTo(Compose.NONE);
  }

  @Test
  void theGeneralOnesStandInForThoseThatAreNull() {
    PixelConfig pixels =
        read(
            """
            augmentations: [RandomHorizontalFlip]
            train_augmentations: RandomVerticalFlip
            val_augmentations: null
            test_augmentations: []
            """);

    assertThat(pixels.augmentations())
        .containsEntry(Split.TRAIN, Compose.of(new RandomVerticalFlip(0.5)))
        .containsEntry(Split.VAL, Compose.of(new RandomHorizontalFlip(0.5)))
        .containsEntry(Split.TEST, Compose.NONE);
  }

  @Test
  void saysWhatIsWrongWithAnArgument() {
    String yaml =
        """
        train_augmentations:
          class_path: torchvision.transforms.v2.Compose
          init_args:
            transforms:
            - {class_path: Resize, interpolation: lanczos, max_size: 9}
            - {class_path: CenterCrop, size: [1, 2, 3]}
            - {class_path: RandomHorizontalFlip, p: 1.5}
            - {class_path: RandomVerticalFlip, p: 0.1, init_args: {p: 0.2}}
            - {class_path: Normalize, mean: 0.5}
            - {p: 0.5}
            - Rezise
        """;
    String path = "data.train_augmentations.transforms";

    assertThat(Problem.ofKey(yaml))
        .containsExactly(
            "Missing "
                + path
                + "[0].size: Resize needs it (must be a whole number >= 1, or"
                + " [height, width])",
            "Invalid "
                + path
                + "[0].interpolation: \"lanczos\" (must be bilinear, bicubic or"
                + " nearest)",
            "Unsupported " + path + "[0].max_size: 9 (leave it out, or give both sides)",
            "Invalid "
                + path
                + "[1].size: [1, 2, 3] (must be a whole number >= 1, or [height,"
                + " width])",
            "Invalid " + path + "[2].p: 1.5 (must be a number from 0 to 1)",
            "Invalid " + path + "[3].p: it is given twice (keep one of them)",
            "Missing " + path + "[4].std: Normalize needs it (must be a list of three numbers > 0)",
            "Invalid " + path + "[4].mean: 0.5 (must be a list of three numbers)",
            "Invalid "
                + path
                + "[5]: {p: 0.5} (must be a transform with class_path and init_args,"
                + " or a list of them)",
            "Unsupported transform: Rezise at "
                + path
                + "[6] (this version has Compose, Resize,"
                + " CenterCrop, RandomHorizontalFlip, RandomVerticalFlip, Normalize; did you mean"
                + " Resize?)");
  }

  @Test
  void whoResizesEverySubsetKeepsHisOwnSize() {
    assertThat(read("augmentations: {class_path: Resize, size: 7}").size())
        .isEqualTo(Sizing.NATIVE);
    assertThat(read("image_size: 9\naugmentations: {class_path: Resize, size: 7}").size())
        .isEqualTo(Sizing.exact(9, 9));
    assertThat(read("train_augmentations: {class_path: Resize, size: 7}").size())
        .isEqualTo(Sizing.exact(256, 256));
  }

  @Test
  void warnsOfPicturesThatAreResizedTwice() {
    ConfigInput input =
        ConfigInput.of("data: MVTecAD\ntest_augmentations: {class_path: Resize, size: 7}", "a");

    assertThat(ConfigReader.warnings(input))
        .containsExactly(
            "Pictures of test are resized twice: by their augmentations, and to data.image_size"
                + " 256x256 (leave one of them out; data.image_size native keeps yours alone)");
    assertThat(ConfigReader.warnings(input.with("data.image_size", "native"))).isEmpty();
  }
}
