package io.millrace.report.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import io.millrace.random.KeyMix;
import io.millrace.report.profile.Card;
import io.millrace.report.profile.Channel;
import io.millrace.report.profile.Defect;
import io.millrace.report.profile.Findings;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.ProfileJson;
import io.millrace.report.profile.Twins;
import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is measured, against plain arithmetic, and added up in any order. */
class TallyTest {
  private static final Card CARD =
      new Card(
          "drawn",
          "/drawn",
          "files",
          List.of(),
          Contents.of(Task.SEGMENTATION),
          new Card.Division("none", "none", 1),
          0);

  @Test
  void averagesExactlyByArea() {
    for (Size to : List.of(new Size(2, 3), new Size(4, 4), new Size(7, 9), new Size(3, 1))) {
      AreaMean mean = new AreaMean(new Size(5, 7), to);
      double[] expected = new double[to.height() * to.width()];
      for (int y = 0; y < 5; y++) {
        int[] row = new Random(y).ints(7, 0, 256).toArray();
        mean.row(row);
        for (int cell = 0; cell < expected.length; cell++) {
          double height = shared(y, 5, cell / to.width(), to.height());
          for (int x = 0; x < 7; x++) {
            expected[cell] += row[x] * height * shared(x, 7, cell % to.width(), to.width());
          }
        }
      }

      for (int cell = 0; cell < expected.length; cell++) {
        double area = 35.0 / expected.length;
        assertThat(mean.sums()[cell] / 35.0).isCloseTo(expected[cell] / area, within(1e-9));
      }
    }
  }

  /** How much of pixel {@code i} of {@code from} lies in cell {@code c} of {@code to}. */
  private static double shared(int i, int from, int c, int to) {
    double width = (double) from / to;
    return Math.max(0, Math.min(i + 1, (c + 1) * width) - Math.max(i, c * width));
  }

  @Test
  void measuresAPictureAsPlainArithmeticDoes() {
    HostTensor picture = picture(11, 9, 13);
    PictureMeasure measure = PictureMeasure.of(picture);
    double brightness = 0;
    double[][] luma = new double[9][13];
    for (int y = 0; y < 9; y++) {
      for (int x = 0; x < 13; x++) {
        double value =
            0.299 * level(picture, 0, y, x)
                + 0.587 * level(picture, 1, y, x)
                + 0.114 * level(picture, 2, y, x);
        brightness += value / (9 * 13);
        luma[y][x] = Math.floor(value + 0.5);
      }
    }

    List<Double> laplacian = new ArrayList<>();
    for (int y = 1; y < 8; y++) {
      for (int x = 1; x < 12; x++) {
        laplacian.add(
            luma[y - 1][x] + luma[y + 1][x] + luma[y][x - 1] + luma[y][x + 1] - 4 * luma[y][x]);
      }
    }

    double mean = laplacian.stream().mapToDouble(value -> value).average().orElseThrow();
    double variance =
        laplacian.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertThat(measure.size()).isEqualTo(new Size(9, 13));
    assertThat(measure.brightness()).isCloseTo(brightness, within(1e-9));
    assertThat(measure.sharpness()).isCloseTo(variance, within(1e-6));
    assertThat(PictureMeasure.of(picture(1, 2, 2)).sharpness()).isZero();
  }

  @Test
  void givesMeanAndDeviationOfEachChannelOverTraining() {
    List<Sample> samples = List.of(sample(0, Split.TRAIN), sample(1, Split.TRAIN));
    Tally tally = new Tally();
    samples.forEach(sample -> measure(tally, sample));
    measure(tally, sample(2, Split.TEST));
    List<Channel> channels = profile(tally).channels();

    assertThat(channels).extracting(Channel::name).containsExactly("red", "green", "blue");
    for (int channel = 0; channel < 3; channel++) {
      int c = channel;
      double[] levels =
          samples.stream()
              .map(TallyTest::pictureOf)
              .flatMapToDouble(picture -> Arrays.stream(levels(picture, c)))
              .toArray();
      double mean = Arrays.stream(levels).average().orElseThrow();
      double square = Arrays.stream(levels).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      assertThat(channels.get(c).mean()).isCloseTo(mean, within(1e-12));
      assertThat(channels.get(c).deviation()).isCloseTo(Math.sqrt(square), within(1e-12));
      assertThat(channels.get(c).pixels()).isEqualTo(levels.length);
    }
  }

  @Test
  void givesTheSameHoweverTheSamplesAreCutAndInWhicheverOrderTheyAreAdded() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      samples.add(sample(i, i % 3 == 0 ? Split.TEST : Split.TRAIN));
    }

    Tally whole = new Tally();
    samples.forEach(sample -> measure(whole, sample));
    Collections.shuffle(samples, new Random(1));
    Tally parts = new Tally();
    for (int from = 0; from < 60; from += 7) {
      Tally part = new Tally();
      samples.subList(from, Math.min(60, from + 7)).forEach(sample -> measure(part, sample));
      parts.add(Tally.of(part.bytes()));
    }

    assertThat(ProfileJson.of(profile(parts))).isEqualTo(ProfileJson.of(profile(whole)));
    assertThat(ids(profile(parts))).hasSize(6 + 6 + 6).isEqualTo(ids(profile(whole)));
  }

  private static List<String> ids(Profile profile) {
    return profile.gallery().stream().map(example -> example.title().sampleId()).toList();
  }

  @Test
  void saysWhereMasksLieAndWhichAreEmpty() {
    Tally tally = new Tally();
    HostTensor mask = HostTensor.zeros(DType.U8, 32, 32);
    for (int i = 0; i < 8; i++) {
      mask.data().put(i * 32, (byte) 1).put(i * 32 + 1, (byte) 1);
    }

    Sample bent = sample(9, Split.TEST);
    ImageItem item = ImageItem.of(picture(9, 32, 32));
    tally.measure(subject(bent), item.with(ItemField.GT_MASK, mask), Clips.NONE);
    HostTensor empty = HostTensor.zeros(DType.U8, 32, 32);
    tally.measure(subject(bent), item.with(ItemField.GT_MASK, empty), Clips.NONE);

    Profile profile = profile(tally);
    assertThat(profile.defects()).singleElement().satisfies(TallyTest::coversTheLeftTop);
    assertThat(profile.findings().first())
        .containsExactly(
            new Finding(Reason.EMPTY_MASK, bent.id(), "/masks/9.png", "has no pixel above 0"));
    assertThat(profile.findings().examples())
        .extracting(example -> example.title().sampleId())
        .containsExactly(bent.id());
  }

  @Test
  void keepsTheFirstFindingsOfEachReasonAndPicturesOfTheFirstOfThese() {
    List<Tally> parts = List.of(new Tally(), new Tally());
    for (int i = 0; i < 300; i++) {
      Sample sample = sample(1000 + (i * 7) % 300, Split.TEST);
      String path = sample.image().path();
      Tally part = parts.get(i % 2);
      Finding bad = new Finding(Reason.MISSING_MASK, sample.id(), path, "has no mask");
      part.add(bad);
      part.measureBad(subject(sample), picture(i, 2, 2), bad, Clips.NONE);
      part.add(new Finding(Reason.UNUSED_FILE, "", path + ".txt", "belongs to nothing"));
    }

    Tally tally = new Tally();
    parts.forEach(part -> tally.add(Tally.of(part.bytes())));
    Findings findings = profile(tally).findings();
    assertThat(findings.counts())
        .containsExactly(entry(Reason.MISSING_MASK, 300L), entry(Reason.UNUSED_FILE, 300L));
    assertThat(findings.first()).hasSize(40 + 40);
    assertThat(findings.examples())
        .extracting(example -> example.title().sampleId())
        .containsExactlyElementsOf(
            findings.first().subList(0, 12).stream().map(Finding::sampleId).toList());
  }

  @Test
  void keepsFewerExamplesOfEachLabelWhereThereAreMoreCategories() {
    Tally tally = new Tally();
    for (int i = 0; i < 100 * 8; i++) {
      String category = "c" + i / 8;
      Sample sample =
          new Sample(
              category + "/" + i + ".png",
              category,
              Split.TRAIN,
              "good",
              Label.NORMAL,
              Map.of(Field.IMAGE, new Source("/" + i + ".png", 1)));
      tally.measure(subject(sample), ImageItem.of(picture(i, 2, 2)), Clips.NONE);
    }

    assertThat(profile(tally).gallery())
        .hasSize(100 * 3)
        .extracting(example -> example.title().category())
        .contains("c0", "c57", "c99");
  }

  private static void coversTheLeftTop(Defect defect) {
    assertThat(defect.area().most()).isEqualTo(16.0 / 1024);
    assertThat(defect.area().mean()).isCloseTo(8.0 / 1024, within(1e-7));
    for (int cell = 0; cell < 256; cell++) {
      boolean covered = cell % 16 == 0 && cell / 16 < 4;
      assertThat(defect.heat().shares().get(cell)).isEqualTo(covered ? 0.5 : 0);
    }
  }

  private static void measure(Tally tally, Sample sample) {
    Subject subject = subject(sample);
    tally.count(subject);
    tally.measure(subject, ImageItem.of(pictureOf(sample)), Clips.NONE);
  }

  private static Subject subject(Sample sample) {
    return new Subject(sample, Set.of(sample.split()), KeyMix.hash64(sample.id()));
  }

  /** Each third one, of the test, is bent, half of them good. */
  private static Sample sample(int number, Split split) {
    boolean bent = split == Split.TEST && number % 2 == 1;
    return new Sample(
        "drawn/%d.png".formatted(number),
        "drawn",
        split,
        bent ? "bent" : "good",
        bent ? Label.ABNORMAL : Label.NORMAL,
        Map.of(
            Field.IMAGE,
            new Source("/pictures/" + number + ".png", 1),
            Field.MASK,
            new Source("/masks/" + number + ".png", 1)));
  }

  private static HostTensor pictureOf(Sample sample) {
    int number = Integer.parseInt(sample.id().replaceAll("\\D", ""));
    return picture(number, 5 + number % 7, 6 + number % 5);
  }

  private static HostTensor picture(int seed, int height, int width) {
    HostTensor picture = HostTensor.zeros(DType.U8, 3, height, width);
    byte[] levels = new byte[3 * height * width];
    new Random(seed).nextBytes(levels);
    picture.data().put(levels);
    return picture;
  }

  private static int level(HostTensor picture, int channel, int y, int x) {
    return picture.slice(channel).data().get(y * picture.axis(2) + x) & 0xFF;
  }

  private static double[] levels(HostTensor picture, int channel) {
    byte[] bytes = new byte[picture.axis(1) * picture.axis(2)];
    picture.slice(channel).data().get(bytes);
    double[] levels = new double[bytes.length];
    Arrays.setAll(levels, i -> (bytes[i] & 0xFF) / 255.0);
    return levels;
  }

  private static Profile profile(Tally tally) {
    return tally.profile(CARD, new Twins(List.of(), List.of(), 0));
  }
}
