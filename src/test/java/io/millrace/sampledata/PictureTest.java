package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.item.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureTest {
  private static final SampleData SMALL =
      SampleData.in(Path.of("nowhere")).withSize(new Size(300, 260));

  private static final List<Shot> DEFECTS =
      Shot.first(60).stream().filter(shot -> shot.group().isDefect()).toList();

  @Test
  void marksExactlyTheChangedPixelsInItsMask() {
    for (Shot shot : DEFECTS) {
      Picture picture = shot.draw(SMALL);
      BufferedImage clean = clean(shot, SMALL);
      for (int y = 0; y < clean.getHeight(); y++) {
        for (int x = 0; x < clean.getWidth(); x++) {
          boolean changed = picture.image().getRGB(x, y) != clean.getRGB(x, y);
          assertThat(level(picture.mask(), x, y, 0)).isEqualTo(changed ? 255 : 0);
        }
      }
    }
  }

  @Test
  void damagesSomePixelsButNoMoreThanTwoPercent() {
    for (Shot shot : DEFECTS) {
      double share = MaskWindow.of(shot.draw(SMALL).mask(), 0).pixels() / (300.0 * 260);
      assertThat(share).as(shot.toString()).isBetween(0.0003, 0.02);
    }
  }

  @Test
  void damagesNoMoreThanTwoPercentOfTheSmallestPictures() {
    SampleData smallest = SMALL.withSize(new Size(64, 64));
    for (Shot shot : DEFECTS) {
      double share = MaskWindow.of(shot.draw(smallest).mask(), 0).pixels() / (64.0 * 64);
      assertThat(share).as(shot.toString()).isBetween(0.001, 0.02);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TEST_CHIP", "TEST_SCRATCH", "TEST_STAIN"})
  void staysWithinTwoDeviationsOfTheTextureAroundTheDefect(Group group) {
    SampleData full = SampleData.in(Path.of("nowhere"));
    for (int number = 0; number < 3; number++) {
      Shot shot = new Shot(group, number);
      Picture picture = shot.draw(full);
      BufferedImage clean = clean(shot, full);
      MaskWindow window = MaskWindow.of(picture.mask(), 10);
      for (int channel = 0; channel < 3; channel++) {
        assertThat(window.largestChange(clean, picture.image(), channel))
            .isLessThanOrEqualTo(2 * window.deviation(clean, channel));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TEST_CHIP", "TEST_SCRATCH", "TEST_STAIN"})
  void fadesOutAtTheBorderOfTheDefect(Group group) {
    Shot shot = new Shot(group, 0);
    SampleData full = SampleData.in(Path.of("nowhere"));
    Picture picture = shot.draw(full);
    MaskWindow window = MaskWindow.of(picture.mask(), 1);

    double border = window.meanBorderChange(clean(shot, full), picture);
    assertThat(border).isBetween(0.5, Picture.STRONGEST / 3);
  }

  @Test
  void takesAsManyBytesAsAPhotograph() throws IOException {
    SampleData full = SampleData.in(Path.of("nowhere"));
    for (Group group : List.of(Group.TRAIN_GOOD, Group.TEST_STAIN)) {
      int bytes = Png.encode(new Shot(group, 0).draw(full).image()).length;
      assertThat(bytes / (900.0 * 900)).isBetween(1.2, 2.6);
    }
  }

  @Test
  void leavesGoodPicturesWithoutMask() {
    assertThat(new Shot(Group.TEST_GOOD, 0).paths()).containsExactly("test/good/000.png");
    assertThat(MaskWindow.of(new Shot(Group.TEST_GOOD, 0).draw(SMALL).mask(), 0).pixels()).isZero();
  }

  private static BufferedImage clean(Shot shot, SampleData data) {
    return Picture.of(shot.scene(data), Defect.NONE).image();
  }

  private static int level(BufferedImage image, int x, int y, int channel) {
    return image.getRaster().getSample(x, y, channel);
  }
}
