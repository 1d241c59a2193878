package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.datasets.MVTecAD;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.report.profile.Card;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Group;
import io.millrace.report.profile.Pictures;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.ProfileJson;
import io.millrace.report.profile.Steps;
import io.millrace.report.profile.Twins;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.sample.Split;
import io.millrace.sample.TargetFrame;
import io.millrace.spark.profile.ProfileInput;
import io.millrace.spark.profile.ProfileJob;
import io.millrace.split.ValSplitMode;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a data set is like, by one pass over it. */
class ProfileSparkTest {
  @TempDir private Path root;

  private DataModuleBuilder bottle(ValSplitMode val) {
    return DataModule.builder(LocalSpark.session())
        .dataset(MVTecAD.at(root.toString()).category("bottle"))
        .valSplit(val, 0.5)
        .seed(1);
  }

  private static Profile profile(DataModuleBuilder builder) {
    try (DataModule<ImageBatch> module = builder.build()) {
      return module.profile();
    }
  }

  @Test
  void countsAndMeasuresEveryPictureOnce() throws IOException {
    new DrawnData(root).category("bottle");
    Profile profile = profile(bottle(ValSplitMode.SAME_AS_TEST));

    assertThat(profile.groups())
        .extracting(Group::split, Group::label, Group::samples)
        .containsExactly(
            tuple(Split.TRAIN, "good", 5L),
            tuple(Split.VAL, "bent", 2L),
            tuple(Split.VAL, "cut", 1L),
            tuple(Split.VAL, "good", 2L),
            tuple(Split.TEST, "bent", 2L),
            tuple(Split.TEST, "cut", 1L),
            tuple(Split.TEST, "good", 2L));
    assertThat(profile.pictures().count()).isEqualTo(10);
    assertThat(profile.pictures().bySplit().get(Split.VAL).aspect().count()).isEqualTo(5);
    assertThat(profile.twins().leaks()).isEmpty();
    assertThat(profile.findings().total()).isZero();
    assertThat(profile.defects())
        .extracting(defect -> defect.label() + " " + defect.area().count())
        .containsExactly("bent 2", "cut 1");
    double[] red = red("bottle/train/good");
    double mean = Arrays.stream(red).average().orElseThrow();
    double square = Arrays.stream(red).map(v -> (v - mean) * (v - mean)).sum();
    assertThat(profile.channels().get(0).mean()).isCloseTo(mean, within(1e-12));
    assertThat(profile.channels().get(0).deviation())
        .isCloseTo(Math.sqrt(square / red.length), within(1e-12));
    hasTheKeysThatOthersReadItBy(same(profile));
  }

  private static void hasTheKeysThatOthersReadItBy(JsonNode json) {
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "version",
            "groups",
            "pictures",
            "channels",
            "defects",
            "depths",
            "findings",
            "twins",
            "transforms");
    assertThat(json.path("pictures").path("train").path("sharpness").fieldNames())
        .toIterable()
        .containsExactly("count", "least", "mean", "most", "edges", "counts");
    assertThat(json.path("twins").fieldNames())
        .toIterable()
        .containsExactly("leaks", "pairs", "unchecked");
  }

  private double[] red(String folder) throws IOException {
    List<Double> levels = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Path file = root.resolve(folder).resolve("00" + i + ".png");
      BufferedImage image = ImageIO.read(file.toFile());
      for (int at = 0; at < DrawnData.SIDE * DrawnData.SIDE; at++) {
        int rgb = image.getRGB(at % DrawnData.SIDE, at / DrawnData.SIDE);
        levels.add((rgb >> 16 & 0xFF) / 255.0);
      }
    }

    return levels.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void givesTheSameForAnyNumberOfPartitionsAndFromAStore() throws IOException {
    new DrawnData(root).category("bottle");
    twin("bottle/train/good/001.png", "bottle/test/good/100.png", 3);
    Files.copy(root.resolve("bottle/train/good/002.png"), root.resolve("bottle/test/good/101.png"));
    RunConfig run = RunConfig.of(MVTecAD.at(root.toString()).category("bottle"));
    run = run.with(run.splits().with(Seed.of(1)));
    List<String> found = new ArrayList<>();
    try (FileSource source = FileSource.of(LocalSpark.session(), run)) {
      source.setup();
      ProfileInput input =
          source.toProfile(
              Set.of(Split.TRAIN, Split.TEST), run.recipe(Split.TRAIN, run.contents()));
      found.add(json(input));
      for (int partitions : new int[] {1, 13}) {
        found.add(
            json(
                new ProfileInput(
                    "files",
                    input.rows().coalesce(1).repartition(partitions),
                    input.items(),
                    input.training(),
                    input.splits())));
      }
    }

    assertThat(new TreeSet<>(found)).hasSize(1);
    String store = root.resolve("store").toString();
    try (DataModule<ImageBatch> module =
        DataModule.builder(LocalSpark.session()).config(run).build()) {
      module.prepare(store, PrepareOptions.packed());
    }

    Profile stored = profile(DataModule.builder(LocalSpark.session()).store(store));
    Profile files = profile(DataModule.builder(LocalSpark.session()).config(run));
    assertThat(stored.card().kind()).isEqualTo("packed");
    assertThat(same(stored)).isEqualTo(same(files));
    assertThat(pairs(stored)).hasSize(2).isEqualTo(pairs(files));
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "FLOAT32", "FLOAT16"})
  void measuresTheBakedPicturesOfAStore(Precision precision) throws IOException {
    new DrawnData(root).category("bottle");
    Files.copy(root.resolve("bottle/train/good/002.png"), root.resolve("bottle/test/good/101.png"));
    String store = root.resolve("store").toString();
    try (DataModule<ImageBatch> module =
        bottle(ValSplitMode.NONE).imageSize(8, 6).normalize(Normalize.IMAGENET).build()) {
      module.prepare(store, PrepareOptions.tensors().withPrecision(precision));
    }

    Profile files = profile(bottle(ValSplitMode.NONE));
    Profile baked = profile(DataModule.builder(LocalSpark.session()).store(store));
    assertThat(baked.card().isBaked()).isTrue();
    assertThat(baked.groups()).isEqualTo(files.groups());
    assertThat(baked.pictures().sizes())
        .containsExactly(new Pictures.Sized(new Size(8, 6), baked.pictures().count()));
    for (int channel = 0; channel < 3; channel++) {
      assertThat(baked.channels().get(channel).mean())
          .isCloseTo(files.channels().get(channel).mean(), within(0.02));
    }

    assertThat(baked.twins().leaks())
        .contains(new Twins.Leak(Twins.Kind.EXACT, Split.TRAIN, Split.TEST, 1));
    assertThat(baked.defects()).hasSize(2);
    assertThat(baked.steps().steps().get(0).size()).isEqualTo(new Size(8, 6));
  }

  /** Without what names the place. */
  private static JsonNode same(Profile profile) throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(ProfileJson.of(profile));
    json.remove("dataset");
    return json;
  }

  private static String json(ProfileInput input) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    ProfileJob.Found found = new ProfileJob(context).run(input);
    Card card =
        new Card(
            "drawn",
            "",
            "files",
            List.of(),
            input.training().contents(),
            new Card.Division("", "", 1),
            0);
    return new String(
        ProfileJson.of(found.tally().profile(card, found.twins())), StandardCharsets.UTF_8);
  }

  /** The same picture a little brighter. */
  private void twin(String of, String name, int brighter) throws IOException {
    BufferedImage image = ImageIO.read(root.resolve(of).toFile());
    BufferedImage copy = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < 144; at++) {
      int rgb = image.getRGB(at % 12, at / 12);
      int level = 0;
      for (int shift = 16; shift >= 0; shift -= 8) {
        level |= Math.min(255, (rgb >> shift & 0xFF) + brighter) << shift;
      }
      copy.setRGB(at % 12, at / 12, level);
    }

    ImageIO.write(copy, "png", root.resolve(name).toFile());
  }

  private static List<String> pairs(Profile profile) {
    return profile.twins().pairs().stream()
        .map(
            pair ->
                pair.kind()
                    + " "
                    + pair.earlier().title().sampleId()
                    + " "
                    + pair.later().title().sampleId())
        .toList();
  }

  @Test
  void findsTwinsAcrossSubsetsAndShowsThem() throws IOException {
    new DrawnData(root).category("bottle");
    twin("bottle/train/good/001.png", "bottle/test/good/100.png", 3);
    Files.copy(root.resolve("bottle/train/good/002.png"), root.resolve("bottle/test/good/101.png"));
    Files.copy(
        root.resolve("bottle/train/good/002.png"), root.resolve("bottle/train/good/102.png"));
    Twins twins = profile(bottle(ValSplitMode.NONE)).twins();

    assertThat(twins.leaks())
        .containsExactly(
            new Twins.Leak(Twins.Kind.EXACT, Split.TRAIN, Split.TEST, 1),
            new Twins.Leak(Twins.Kind.NEAR, Split.TRAIN, Split.TEST, 1));
    assertThat(twins.pairs())
        .extracting(pair -> pair.later().title().sampleId())
        .containsExactly("bottle/test/good/101.png", "bottle/test/good/100.png");
    assertThat(twins.pairs().get(1).distance()).isBetween(0.0, 0.1);
    assertThat(twins.pairs().get(1).earlier().title().sampleId())
        .isEqualTo("bottle/train/good/001.png");
    assertThat(twins.pairs().get(1).earlier().picture().rgb()).hasSize(3 * 144);
  }

  @Test
  void makesFindingsOfBadSamplesAndGoesOn() throws IOException {
    DrawnData drawn = new DrawnData(root).category("bottle");
    Files.delete(root.resolve("bottle/ground_truth/cut/000_mask.png"));
    drawn.picture("bottle/test/bent/000.png", 9, 10);
    drawn.mask("bottle/ground_truth/bent/001_mask.png", DrawnData.SIDE, 0);
    drawn.text("bottle/train/good/000.png", "hello world");
    drawn.picture("bottle/train/good/<script>alert('1')& \".png");
    Profile profile = profile(bottle(ValSplitMode.NONE));

    assertThat(profile.findings().first())
        .extracting(Finding::reason)
        .containsExactly(
            Reason.MISSING_MASK, Reason.SIZE_MISMATCH, Reason.NOT_AN_IMAGE, Reason.EMPTY_MASK);
    assertThat(profile.findings().counts().values()).allMatch(count -> count == 1);
    assertThat(profile.findings().examples())
        .extracting(example -> example.title().sampleId())
        .containsExactly(
            "bottle/test/bent/000.png", "bottle/test/bent/001.png", "bottle/test/cut/000.png");
    assertThat(profile.pictures().count()).isEqualTo(10);
    JsonNode json = new ObjectMapper().readTree(ProfileJson.of(profile));
    assertThat(json.path("findings").path("counts").path("not_an_image").asInt()).isEqualTo(1);
    assertThat(profile.gallery())
        .extracting(example -> example.title().sampleId())
        .contains("bottle/train/good/<script>alert('1')& \".png");
  }

  @Test
  void showsWhatEachOperationMakesOfATrainingPicture() throws IOException {
    new DrawnData(root).category("bottle");
    Profile profile =
        profile(
            bottle(ValSplitMode.NONE)
                .imageSize(8, 6)
                .trainAugmentations(Compose.of(new RandomHorizontalFlip(1)))
                .normalize(Normalize.IMAGENET));

    assertThat(profile.steps().steps())
        .extracting(Steps.Step::operation)
        .containsExactly("", "Resize", "RandomHorizontalFlip", "Normalize");
    assertThat(profile.steps().steps().get(0).size().height()).isEqualTo(12);
    assertThat(profile.steps().steps().get(3).low()).isNegative();
    byte[] before = profile.steps().steps().get(1).picture().rgb();
    byte[] after = profile.steps().steps().get(2).picture().rgb();
    assertThat(after[0]).isEqualTo(before[5 * 3]);
  }

  @Test
  void countsEachFrameOfOverlappingClipsOnce() throws IOException {
    DrawnVideos.usual(root);
    try (DataModule<?> module =
        DataModule.builder(LocalSpark.session())
            .dataset(
                new DrawnVideos(root)
                    .layout()
                    .clipLengthInFrames(3)
                    .framesBetweenClips(1)
                    .targetFrame(TargetFrame.LAST))
            .seed(1)
            .buildVideo()) {
      Profile profile = module.profile();

      assertThat(profile.pictures().count()).isEqualTo(5 + 8 + 7 + 9 + 6);
      long trained = profile.pictures().bySplit().get(Split.TRAIN).aspect().count();
      assertThat(trained).isPositive();
      assertThat(profile.channels().get(0).pixels()).isEqualTo(144 * trained);
      Example first = profile.gallery().get(0);
      assertThat(first.frames()).hasSize(3);
      assertThat(profile.defects())
          .singleElement()
          .satisfies(it -> assertThat(it.area().count()).isEqualTo(3));
    }
  }

  @Test
  void measuresDepthMaps() throws IOException {
    DrawnDepth.usual(root);
    try (DataModule<?> module =
        DataModule.builder(LocalSpark.session())
            .dataset(new DrawnDepth(root).layout())
            .valSplit(ValSplitMode.NONE, 0.5)
            .seed(1)
            .buildDepth()) {
      Profile profile = module.profile();

      assertThat(profile.depths().maps()).isEqualTo(6);
      assertThat(profile.depths().missing().mean()).isCloseTo(1.0 / 12, within(1e-7));
      assertThat(profile.depths().nearest().least()).isEqualTo(12);
      assertThat(profile.depths().farthest().most()).isEqualTo(2000 + 143);
      assertThat(profile.gallery().get(0).depths()).hasSize(1);
    }
  }
}
