package io.millrace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.item.DType;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import io.millrace.sample.Contents;
import io.millrace.sample.Task;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  /** Top left pixel of the first picture. */
  private static final int CORNER = 5;

  @TempDir Path folder;

  @Test
  void outlinesAMaskExactlyAroundIt() {
    HostTensor masks = HostTensor.zeros(DType.U8, 1, 8, 10);
    masks.data().put(3 * 10 + 4, (byte) 1).put(3 * 10 + 5, (byte) 1);
    BufferedImage sheet =
        ContactSheet.draw(ContactSheet.Rows.of(grey(1, 8, 10), List.of("")).withMasks(masks));

    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 10; x++) {
        boolean inside = y == 3 && (x == 4 || x == 5);
        boolean around = y >= 2 && y <= 4 && x >= 3 && x <= 6 && !inside;
        assertThat(rgb(sheet, CORNER + x, CORNER + y)).isEqualTo(around ? Sheet.OUTLINE : 0x808080);
      }
    }
  }

  @Test
  void keepsAMaskAtTheBorderWithinItsPicture() {
    HostTensor masks = HostTensor.zeros(DType.BOOL, 1, 8, 10);
    masks.data().put(0, (byte) 1);
    BufferedImage sheet =
        ContactSheet.draw(new ContactSheet.Rows(grey(1, 8, 10), masks, List.of("")));

    assertThat(count(sheet, Sheet.OUTLINE)).isEqualTo(3);
    assertThat(rgb(sheet, CORNER - 1, CORNER)).isEqualTo(Sheet.PAPER);
  }

  @Test
  void outlinesAMaskThatIsSmallerThanAPixelOfTheSheet() {
    HostTensor masks = HostTensor.zeros(DType.U8, 1, 640, 640);
    masks.data().put(321 * 640 + 321, (byte) 255);
    BufferedImage sheet =
        ContactSheet.draw(new ContactSheet.Rows(grey(1, 640, 640), masks, List.of("")));

    assertThat(count(sheet, Sheet.OUTLINE)).isEqualTo(8);
  }

  @Test
  void drawsPicturesWithoutMasks() {
    BufferedImage sheet = ContactSheet.draw(ContactSheet.Rows.of(grey(3, 4, 4), captions(3)));

    assertThat(count(sheet, Sheet.OUTLINE)).isZero();
    assertThat(count(sheet, 0x808080)).isEqualTo(3 * 4 * 4);
  }

  @Test
  void takesTheChannelsAsRedGreenAndBlue() {
    HostTensor bytes = HostTensor.zeros(DType.U8, 1, 3, 1, 1);
    bytes.data().put((byte) 200).put((byte) 100).put((byte) 50);
    assertThat(corner(bytes)).isEqualTo(200 << 16 | 100 << 8 | 50);

    assertThat(corner(pixel(1, 0.5f, 0.25f))).isEqualTo(0xFF8040);
  }

  @Test
  void stretchesNormalisedValues() {
    assertThat(corner(pixel(-2, 2, 0))).isEqualTo(0x00FF80);
    assertThat(corner(pixel(0.25f, 3, Float.NaN))).isEqualTo(0x15FF00);
  }

  @Test
  void averagesThePixelsOfALargePicture() {
    HostTensor large = HostTensor.zeros(DType.F32, 1, 3, 320, 160);
    for (int i = 0; i < 3 * 320 * 160; i++) {
      large.data().putFloat(4 * i, i % 2);
    }
    BufferedImage sheet = ContactSheet.draw(ContactSheet.Rows.of(large, List.of("")));

    assertThat(count(sheet, 0x808080)).isEqualTo(160 * 80);
  }

  @Test
  void bringsTheSheetNearFourToThree() {
    for (int pictures : new int[] {9, 24, 32, 100}) {
      HostTensor images = grey(pictures, 160, 160);
      BufferedImage sheet = ContactSheet.draw(ContactSheet.Rows.of(images, captions(pictures)));
      assertThat((double) sheet.getWidth() / sheet.getHeight()).isBetween(1.0, 1.78);
    }
  }

  @Test
  void cutsLongCaptionsFromTheLeft() {
    Sheet sheet = Sheet.of(1, new Size(160, 160));

    assertThat(sheet.fit("bottle/test/good/000.png")).isEqualTo("bottle/test/good/000.png");
    assertThat(sheet.fit("millstone/test/scratch/000.png")).isEqualTo("..one/test/scratch/000.png");
  }

  @Test
  void drawsEveryPrintableLetterWithinTheSheet() {
    StringBuilder all = new StringBuilder();
    for (char letter = '!'; letter <= '~'; letter++) {
      all.append(letter);
    }
    List<String> captions = all.chars().mapToObj(Character::toString).toList();
    BufferedImage sheet =
        ContactSheet.draw(ContactSheet.Rows.of(grey(captions.size(), 4, 4), captions));

    Sheet places = Sheet.of(captions.size(), new Size(4, 4));
    assertThat(
            captions.stream()
                .map(letter -> dots(sheet, places.caption(captions.indexOf(letter))))
                .distinct())
        .hasSize(captions.size())
        .allMatch(dots -> dots.contains("#"));
  }

  @Test
  void drawsLettersAsOnADotMatrix() {
    BufferedImage sheet = ContactSheet.draw(ContactSheet.Rows.of(grey(1, 4, 4), List.of("F")));

    Spot caption = Sheet.of(1, new Size(4, 4)).caption(0);
    assertThat(dots(sheet, caption).lines())
        .containsExactly("#####", "#....", "#....", "####.", "#....", "#....", "#....", ".....");
  }

  @Test
  void drawsOtherLettersAsABox() {
    BufferedImage sheet = ContactSheet.draw(ContactSheet.Rows.of(grey(1, 4, 4), List.of("\u65E5")));

    assertThat(count(sheet, Sheet.INK)).isEqualTo(20);
  }

  @Test
  void showsTheMasksAndIdsOfABatch() {
    HostTensor masks = HostTensor.zeros(DType.U8, 1, 8, 10);
    masks.data().put(34, (byte) 1);
    HostBatch batch =
        new HostBatch(
            Map.of(ItemField.IMAGE, grey(1, 8, 10), ItemField.GT_MASK, masks),
            Map.of(ItemField.SAMPLE_ID, List.of("id")));

    ContactSheet.Rows rows = ContactSheet.Rows.of(batch, Contents.of(Task.SEGMENTATION));
    assertThat(rows.captions()).containsExactly("id");
    assertThat(count(ContactSheet.draw(rows), Sheet.OUTLINE)).isEqualTo(8);
  }

  @Test
  void writesTheSheetAsOnePngFile() throws IOException {
    ContactSheet.Rows rows = ContactSheet.Rows.of(grey(2, 4, 4), captions(2));
    Path png = folder.resolve("new/sheet.png");
    ContactSheet.write(rows, png);
    ContactSheet.write(rows, png);

    BufferedImage read = ImageIO.read(png.toFile());
    assertThat(count(read, 0x808080)).isEqualTo(2 * 4 * 4);
    try (Stream<Path> files = Files.list(png.getParent())) {
      assertThat(files).containsExactly(png);
    }
  }

  @Test
  void refusesTensorsThatDoNotFit() {
    assertThatThrownBy(
            () -> ContactSheet.Rows.of(HostTensor.zeros(DType.U8, 1, 1, 4, 4), captions(1)))
        .hasMessage(
            "Invalid pictures: U8[1, 1, 4, 4] (must be F32 or U8, pictures x 3 x height x width)");
    ContactSheet.Rows rows = ContactSheet.Rows.of(grey(1, 4, 4), captions(1));
    assertThatThrownBy(() -> rows.withMasks(HostTensor.zeros(DType.U8, 1, 4, 5)))
        .hasMessage(
            "Invalid masks: U8[1, 4, 5] (must be U8 or BOOL and fit the pictures, F32[1, 3, 4, 4])");
    assertThatThrownBy(() -> ContactSheet.Rows.of(grey(1, 4, 4), captions(2)))
        .hasMessage("Invalid captions: 2 for 1 pictures (must be one a picture)");
  }

  private static int corner(HostTensor images) {
    return rgb(ContactSheet.draw(ContactSheet.Rows.of(images, List.of(""))), CORNER, CORNER);
  }

  private static HostTensor pixel(float red, float green, float blue) {
    HostTensor image = HostTensor.zeros(DType.F32, 1, 3, 1, 1);
    image.data().putFloat(red).putFloat(green).putFloat(blue);
    return image;
  }

  private static HostTensor grey(int pictures, int height, int width) {
    HostTensor images = HostTensor.zeros(DType.F32, pictures, 3, height, width);
    for (int i = 0; i < pictures * 3 * height * width; i++) {
      images.data().putFloat(4 * i, 0.5f);
    }

    return images;
  }

  private static List<String> captions(int pictures) {
    return Collections.nCopies(pictures, "");
  }

  private static int rgb(BufferedImage sheet, int x, int y) {
    return sheet.getRGB(x, y) & 0xFFFFFF;
  }

  private static int count(BufferedImage sheet, int color) {
    int count = 0;
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        count += rgb(sheet, x, y) == color ? 1 : 0;
      }
    }

    return count;
  }

  private static String dots(BufferedImage sheet, Spot spot) {
    StringBuilder dots = new StringBuilder();
    for (int y = 0; y < Letters.HEIGHT; y++) {
      for (int x = 0; x < 5; x++) {
        dots.append(rgb(sheet, spot.x() + x, spot.y() + y) == Sheet.INK ? '#' : '.');
      }
      dots.append('\n');
    }

    return dots.toString();
  }
}
