package io.millrace.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millrace.item.HostTensor;
import io.millrace.item.Size;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
  private static final Draws DRAWS = Draws.of(0, 0, "a/b.png");
  private static final RandomHorizontalFlip LEFT_RIGHT = new RandomHorizontalFlip(0.5);
  private static final RandomVerticalFlip UP_DOWN = new RandomVerticalFlip(0.5);

  /** 2 x 3 pixels: red 1 to 6, green 11 to 16, blue 21 to 26. */
  private static final byte[][] PICTURE = {
    {1, 11, 21, 2, 12, 22, 3, 13, 23}, {4, 14, 24, 5, 15, 25, 6, 16, 26}
  };

  /** The first pixel is marked, with the smallest level that counts. */
  private static final byte[][] MASK = {{1, 0, 0}, {0, 0, 0}};

  private static List<Integer> levels(Compose pipeline, Draws draws) {
    HostTensor tensor = Rows.decoded(pipeline, Field.IMAGE, draws, PICTURE);
    return IntStream.range(0, tensor.data().remaining() / Float.BYTES)
        .mapToObj(i -> Math.round(255 * tensor.data().getFloat(i * Float.BYTES)))
        .toList();
  }

  /** Where the picture's first pixel went: 0 to 5 in row order. */
  private static int picturesCorner(Compose pipeline, Draws draws) {
    return levels(pipeline, draws).indexOf(1);
  }

  private static int masksCorner(Compose pipeline, Draws draws) {
    HostTensor mask = Rows.decoded(pipeline, Field.MASK, draws, MASK);
    return IntStream.range(0, 6).filter(i -> mask.data().get(i) == 1).sum();
  }

  private static List<Integer> corners(Compose pipeline, long seed) {
    return IntStream.range(0, 40)
        .mapToObj(i -> picturesCorner(pipeline, Draws.of(seed, i / 10, "id" + i % 10)))
        .toList();
  }

  @Test
  void multipliesByTheFloatNearestToOne255th() {
    byte[][] all = new byte[1][3 * 256];
    for (int level = 0; level < 256; level++) {
      all[0][3 * level + 1] = (byte) level;
    }
    HostTensor tensor = Rows.decoded(Compose.NONE, Field.IMAGE, DRAWS, all);

    for (int level = 0; level < 256; level++) {
      assertThat(tensor.data().getFloat((256 + level) * Float.BYTES))
          .isEqualTo(level * Float.intBitsToFloat(0x3B808081));
      assertThat(tensor.data().getFloat(level * Float.BYTES)).isZero();
    }
  }

  @Test
  void marksWhateverIsAboveZeroInAMask() {
    byte[][] levels = {{0, 1, 127, (byte) 128, (byte) 255}};
    HostTensor mask = Rows.decoded(Compose.NONE, Field.MASK, DRAWS, levels);

    assertThat(mask.data()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 1, 1, 1}));
  }

  @Test
  void flipsExactly() {
    assertThat(levels(Compose.of(new RandomHorizontalFlip(1)), DRAWS))
        .containsExactly(3, 2, 1, 6, 5, 4, 13, 12, 11, 16, 15, 14, 23, 22, 21, 26, 25, 24);
    assertThat(levels(Compose.of(new RandomVerticalFlip(1)), DRAWS))
        .containsExactly(4, 5, 6, 1, 2, 3, 14, 15, 16, 11, 12, 13, 24, 25, 26, 21, 22, 23);
  }

  @Test
  void neverFlipsWithProbabilityZero() {
    Compose never = Compose.of(new RandomHorizontalFlip(0), new RandomVerticalFlip(0));

    assertThat(corners(never, 0)).containsOnly(0);
  }

  @Test
  void movesPictureAndMaskAlike() {
    Compose both = Compose.of(LEFT_RIGHT, UP_DOWN);
    List<Integer> met = new ArrayList<>();
    for (int epoch = 0; epoch < 40; epoch++) {
      Draws draws = Draws.of(1, epoch, "x");
      int corner = picturesCorner(both, draws);
      assertThat(masksCorner(both, draws)).isEqualTo(corner);
      met.add(corner);
    }

    assertThat(met).contains(0, 2, 3, 5);
  }

  @Test
  void drawsDependOnSeedEpochAndSample() {
    Compose flip = Compose.of(LEFT_RIGHT);

    assertThat(corners(flip, 0)).isEqualTo(corners(flip, 0)).contains(0, 2);
    assertThat(corners(flip, 0)).isNotEqualTo(corners(flip, 1));
    assertThat(corners(flip, 0).subList(0, 10)).isNotEqualTo(corners(flip, 0).subList(10, 20));
  }

  @Test
  void addingAnOperationLeavesTheOthersDrawsAlone() {
    List<Integer> alone = corners(Compose.of(LEFT_RIGHT), 3);
    List<Integer> after = corners(Compose.of(UP_DOWN, new CenterCrop(2, 3), LEFT_RIGHT), 3);

    assertThat(after.stream().map(corner -> corner % 3).toList()).isEqualTo(alone);
  }

  @Test
  void repeatedOperationDrawsAnew() {
    List<Integer> twice = corners(Compose.of(LEFT_RIGHT, LEFT_RIGHT), 3);
    List<Integer> once = corners(Compose.of(LEFT_RIGHT), 3);
    List<Integer> second = new ArrayList<>();
    for (int i = 0; i < once.size(); i++) {
      second.add(once.get(i).equals(twice.get(i)) ? 0 : 2);
    }

    assertThat(second).contains(0, 2).isNotEqualTo(once);
  }

  @Test
  void flipsUpsideDownBeforeAResize() {
    Resize resize = Resize.exact(3, 5);
    Compose turned = Compose.of(new RandomVerticalFlip(1), resize, new RandomVerticalFlip(1));
    HostTensor plain = Rows.decoded(Compose.of(resize), Field.IMAGE, DRAWS, PICTURE);
    HostTensor twice = Rows.decoded(turned, Field.IMAGE, DRAWS, PICTURE);

    for (int i = 0; i < 3 * 3 * 5; i++) {
      assertThat(twice.data().getFloat(i * Float.BYTES))
          .isCloseTo(plain.data().getFloat(i * Float.BYTES), within(1e-7f));
    }
  }

  @Test
  void normalisesWithATrueDivisionInFloat32() {
    HostTensor plain = Rows.decoded(Compose.NONE, Field.IMAGE, DRAWS, PICTURE);
    HostTensor normal = Rows.decoded(Compose.of(Normalize.IMAGENET), Field.IMAGE, DRAWS, PICTURE);
    float[] mean = {0.485f, 0.456f, 0.406f};
    float[] std = {0.229f, 0.224f, 0.225f};
    for (int i = 0; i < 18; i++) {
      float expected = (plain.data().getFloat(i * Float.BYTES) - mean[i / 6]) / std[i / 6];
      assertThat(normal.data().getFloat(i * Float.BYTES)).isEqualTo(expected);
    }
  }

  @Test
  void doesNotNormaliseMasks() {
    assertThat(masksCorner(Compose.of(Normalize.IMAGENET), DRAWS)).isZero();
    assertThat(Rows.decoded(Compose.of(Normalize.IMAGENET), Field.MASK, DRAWS, MASK).data().get(0))
        .isEqualTo((byte) 1);
  }

  @Test
  void knowsItsOutputSize() {
    Compose pipeline = Compose.of(Resize.shorterSide(4), UP_DOWN, Normalize.IMAGENET);

    assertThat(pipeline.outputSize(new Size(8, 20))).isEqualTo(new Size(4, 10));
    assertThat(pipeline.fixedSize()).isEmpty();
    assertThat(pipeline.then(Compose.of(new CenterCrop(3, 4))).fixedSize())
        .isEqualTo(Optional.of(new Size(3, 4)));
    assertThat(Compose.of(new CenterCrop(3, 6), Resize.shorterSide(6)).fixedSize())
        .isEqualTo(Optional.of(new Size(6, 12)));
    assertThat(Compose.NONE.fixedSize()).isEmpty();
  }

  @Test
  void knowsWhetherItNormalises() {
    assertThat(Compose.of(LEFT_RIGHT, Normalize.IMAGENET).normalizes()).isTrue();
    assertThat(Compose.of(LEFT_RIGHT).normalizes()).isFalse();
  }

  @Test
  void operationsHaveTorchvisionsNames() {
    List<Transform> all =
        List.of(Resize.exact(1, 1), new CenterCrop(1, 1), LEFT_RIGHT, UP_DOWN, Normalize.IMAGENET);

    assertThat(all)
        .extracting(Transform::operation)
        .containsExactly(
            "Resize", "CenterCrop", "RandomHorizontalFlip", "RandomVerticalFlip", "Normalize");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesWhatIsNoProbability(double p) {
    String problem = ": " + p + " (must be from 0 to 1)";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomHorizontalFlip(p))
        .withMessage("Invalid p of RandomHorizontalFlip" + problem);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomVerticalFlip(p))
        .withMessage("Invalid p of RandomVerticalFlip" + problem);
  }

  @Test
  void refusesADeviationOfNothing() {
    List<Float> three = List.of(1f, 1f, 1f);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalize(three, List.of(1f, 0f, 1f)))
        .withMessage(
            "Invalid Normalize: mean [1.0, 1.0, 1.0], std [1.0, 0.0, 1.0] (three of each, std above"
                + " 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalize(List.of(1f), three))
        .withMessage(
            "Invalid Normalize: mean [1.0], std [1.0, 1.0, 1.0] (three of each, std above 0)");
  }
}
