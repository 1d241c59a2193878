package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasets.Avenue;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Folder;
import io.millrace.datasets.Folder3D;
import io.millrace.datasets.FolderVideo;
import io.millrace.datasets.MVTec3D;
import io.millrace.datasets.MVTecAD;
import io.millrace.datasets.ShanghaiTech;
import io.millrace.datasets.UCSDped;
import io.millrace.sample.Split;
import io.millrace.transform.Compose;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.RandomVerticalFlip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfFolderTest {
  private static final Path CONF = Path.of("conf");

  private static ConfigInput input(Path file) throws IOException {
    return ConfigInput.of(Files.readString(file), file.toString());
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExampleIsReadWithoutAWord(Path file) throws IOException {
    assertThat(ConfigReader.warnings(input(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExampleShowsEveryKeyThatHasAnEffect(Path file) throws IOException {
    String text = Files.readString(file);
    String dataset = ConfigReader.read(input(file)).dataset().facts().name();

    assertThat(ConfigReader.keys())
        .filteredOn(key -> key.datasets().contains(dataset))
        .extracting(ConfigKey::name)
        .filteredOn(name -> !name.equals("categories") && !name.equals("normal_split_ratio"))
        .allSatisfy(name -> assertThat(text).contains("\n  " + name + ":"));
  }

  @Test
  void theExampleOfMvtecAdHasTheDefaultsApartFromFlipsAndSeed() throws IOException {
    RunConfig run = ConfigReader.read(input(CONF.resolve("mvtecad.yaml")));
    RunConfig plain = ConfigReader.read(ConfigInput.EMPTY.with("data", "MVTecAD"));
    Compose flips = Compose.of(new RandomHorizontalFlip(0.5), new RandomVerticalFlip(0.5));

    assertThat(run.dataset()).isEqualTo(MVTecAD.at("./datasets/MVTecAD").category("bottle"));
    assertThat(run.splits()).isEqualTo(plain.splits().with(Seed.of(42)));
    assertThat(run.loading()).isEqualTo(plain.loading());
    assertThat(run.pixels().pipeline(Split.TRAIN))
        .isEqualTo(plain.pixels().pipeline(Split.TRAIN).then(flips));
    assertThat(run.pixels().with(plain.pixels().augmentations())).isEqualTo(plain.pixels());
  }

  @Test
  void theExampleOfFolderHasTheDefaultsApartFromItsFoldersAndSeed() throws IOException {
    RunConfig run = ConfigReader.read(input(CONF.resolve("folder.yaml")));
    Folder folder =
        Folder.at("hazelnut_toy", "./datasets/hazelnut_toy")
            .normalDir("good")
            .abnormalDir("crack", "cut")
            .maskDir("mask/crack", "mask/cut");

    assertThat(run.dataset()).isEqualTo(folder);
    assertThat(run.splits()).isEqualTo(SplitConfig.defaults(folder).with(Seed.of(42)));
    assertThat(run.loading()).isEqualTo(LoadConfig.DEFAULTS);
  }

  static List<Arguments> plain() {
    return List.of(
        Arguments.of("avenue.yaml", Avenue.at("./datasets/avenue")),
        Arguments.of("mvtec3d.yaml", MVTec3D.at("./datasets/MVTec3D").category("bagel")),
        Arguments.of("shanghaitech.yaml", ShanghaiTech.at("./datasets/shanghaitech")),
        Arguments.of("ucsdped.yaml", UCSDped.at("./datasets/ucsd").category("UCSDped2")));
  }

  @ParameterizedTest
  @MethodSource("plain")
  void theOtherPublishedExamplesHaveTheDefaultsApartFromTheSeed(String file, DatasetLayout dataset)
      throws IOException {
    RunConfig run = ConfigReader.read(input(CONF.resolve(file)));
    RunConfig plain = RunConfig.of(dataset);

    assertThat(run.dataset()).isEqualTo(dataset);
    assertThat(run.splits()).isEqualTo(plain.splits().with(Seed.of(42)));
    assertThat(run.loading()).isEqualTo(plain.loading());
    assertThat(run.pixels().depth()).isEqualTo(plain.pixels().depth());
    assertThat(run.pixels().originals()).isEqualTo(plain.pixels().originals());
  }

  @Test
  void theExamplesOfOwnFoldersNameTheirFolders() throws IOException {
    FolderVideo videos =
        FolderVideo.at("belt", "./datasets/belt")
            .normalDir("calm")
            .abnormalDir("jam")
            .normalTestDir("calm_test")
            .labels("labels.csv");
    Folder3D castings =
        Folder3D.at("castings", "./datasets/castings")
            .normalDir("good")
            .normalDepthDir("good_depth")
            .abnormalDir("dent")
            .abnormalDepthDir("dent_depth")
            .maskDir("mask");

    assertThat(ConfigReader.read(input(CONF.resolve("folder_video.yaml"))).dataset())
        .isEqualTo(videos);
    assertThat(ConfigReader.read(input(CONF.resolve("folder3d.yaml"))).dataset())
        .isEqualTo(castings);
  }

  @Test
  void logsGoToStandardErrorAndSparkIsQuiet() throws IOException {
    Properties log = new Properties();
    try (InputStream in = Files.newInputStream(CONF.resolve("log4j2.properties"))) {
      log.load(in);
    }

    assertThat(log)
        .containsEntry("appender.stderr.target", "SYSTEM_ERR")
        .containsEntry("rootLogger.level", "warn")
        .containsEntry("logger.spark.level", "error")
        .containsEntry("logger.millrace.level", "info");
  }
}
