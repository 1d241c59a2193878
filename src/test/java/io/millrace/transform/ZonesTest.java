package io.millrace.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.sample.Split;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZonesTest {
  private static final Resize SIZE = Resize.exact(4, 6);
  private static final RandomHorizontalFlip FLIP = new RandomHorizontalFlip(0.5);
  private static final String WAY_OUT =
      " (give an image size that stands first in every pipeline, or use --kind packed)";

  private static Map<Split, Compose> pipelines(Compose train, Compose others) {
    Map<Split, Compose> all = new EnumMap<>(Split.class);
    all.put(Split.TRAIN, train);
    all.put(Split.VAL, others);
    all.put(Split.TEST, others);
    return all;
  }

  @Test
  void writesOperationsAsOneCanonicalText() {
    Compose all =
        Compose.of(
            SIZE,
            Resize.shorterSide(9).with(Interpolation.NEAREST).with(Resize.Antialias.OFF),
            new CenterCrop(2, 3),
            FLIP,
            new RandomVerticalFlip(1),
            Normalize.IMAGENET);

    assertThat(all.canonical())
        .isEqualTo(
            """
            [{"op":"Resize","height":4,"width":6,"interpolation":"bilinear","antialias":true},\
            {"op":"Resize","shorter_side":9,"interpolation":"nearest","antialias":false},\
            {"op":"CenterCrop","height":2,"width":3},\
            {"op":"RandomHorizontalFlip","p":0.5},\
            {"op":"RandomVerticalFlip","p":1.0},\
            {"op":"Normalize","mean":[0.485,0.456,0.406],"std":[0.229,0.224,0.225]}]""");
    assertThat(Compose.NONE.canonical()).isEqualTo("[]");
  }

  @Test
  void bakesTheLongestBeginningThatAllShare() {
    CenterCrop crop = new CenterCrop(2, 2);
    Compose train = Compose.of(SIZE, crop, FLIP, crop, Normalize.IMAGENET);
    Compose others = Compose.of(SIZE, crop, Normalize.IMAGENET);

    Zones zones = Zones.of(pipelines(train, others));

    assertThat(zones.baked()).isEqualTo(Compose.of(SIZE, crop));
    assertThat(zones.rests())
        .containsEntry(Split.TRAIN, Compose.of(FLIP, crop, Normalize.IMAGENET))
        .containsEntry(Split.VAL, Compose.of(Normalize.IMAGENET));
    assertThat(Zones.of(pipelines(Compose.of(SIZE, crop), Compose.of(SIZE))).baked())
        .isEqualTo(Compose.of(SIZE));
  }

  @Test
  void refusesARandomOperationBeforeTheSizeByItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Zones.of(pipelines(Compose.of(FLIP, SIZE), Compose.of(SIZE))))
        .withMessage(
            "Cannot bake tensors: in the train pipeline RandomHorizontalFlip, which is random,"
                + " comes before every picture has one size"
                + WAY_OUT);
    Compose early = Compose.of(Normalize.IMAGENET, SIZE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Zones.of(pipelines(early, early)))
        .withMessage(
            "Cannot bake tensors: in the train pipeline Normalize, which stays with the run,"
                + " comes before every picture has one size"
                + WAY_OUT);
  }

  @Test
  void refusesPipelinesWithoutOneSize() {
    Compose side = Compose.of(Resize.shorterSide(9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Zones.of(pipelines(side, side)))
        .withMessage(
            "Cannot bake tensors: no operation brings every picture to one size" + WAY_OUT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Zones.of(pipelines(Compose.NONE, Compose.of(SIZE))))
        .withMessageStartingWith(
            "Cannot bake tensors: the subsets' pipelines differ before every picture has one size:"
                + " train [], val [{")
        .withMessageEndingWith(WAY_OUT);
  }

  @Test
  void leavesWhatFollowsTheBakedOperations() {
    Compose baked = Compose.of(SIZE);
    Compose normalize = Compose.of(FLIP, Normalize.IMAGENET);

    assertThat(Zones.rest(baked.then(normalize), baked.canonical())).contains(normalize);
    assertThat(Zones.rest(normalize, baked.canonical())).contains(normalize);
    assertThat(Zones.rest(baked.then(normalize), "[]")).contains(baked.then(normalize));
    assertThat(Zones.rest(Compose.of(Resize.exact(4, 7)), baked.canonical())).isEmpty();
    assertThat(Zones.rest(Compose.of(FLIP, SIZE), baked.canonical())).isEmpty();
  }
}
