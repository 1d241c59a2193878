package io.millrace.spark.source.functions;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.decode.ImageHeader;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.CountedStorage;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.Traffic;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathHeaderTest {
  private static final int KIB = 1024;

  @TempDir private Path folder;
  private final CountedStorage storage = new CountedStorage(new LocalStorage());

  private static byte[] noise(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    new Random(1).ints((long) width * height).forEach(new Filling(image)::next);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static final class Filling {
    private final BufferedImage image;
    private int at;

    private Filling(BufferedImage image) {
      this.image = image;
    }

    private void next(int rgb) {
      image.setRGB(at % image.getWidth(), at / image.getWidth(), rgb);
      at++;
    }
  }

  private ImageHeader read(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("picture"), file);
    return PathHeader.read(storage, path.toString());
  }

  @Test
  void readsTheHeadOfAFileAndNoMore() throws IOException {
    for (String format : new String[] {"png", "jpg", "bmp"}) {
      byte[] file = noise(400, 300, format);
      long before = storage.traffic().bytes();
      ImageHeader header = read(file);

      assertThat(file.length).isGreaterThan(64 * KIB);
      assertThat(header).extracting("width", "height", "channels").containsExactly(400, 300, 3);
      assertThat(storage.traffic().bytes() - before).isEqualTo(64 * KIB);
    }
  }

  @Test
  void readsOnWhereTheHeaderGoesOn() throws IOException {
    byte[] picture = noise(400, 300, "jpg");
    ByteBuffer file = ByteBuffer.allocate(picture.length + 4 * 60_004);
    file.put(picture, 0, 2);
    for (int i = 0; i < 4; i++) {
      file.putShort((short) 0xffe2).putShort((short) 60_002).put(new byte[60_000]);
    }
    file.put(picture, 2, picture.length - 2);

    assertThat(read(file.array())).isEqualTo(new ImageHeader(400, 300, 3, 8, "JPEG"));
    Traffic traffic = storage.traffic();
    assertThat(traffic.requests()).isEqualTo(2);
  }

  @Test
  void readsNoMoreOfWhatIsNoPicture() {
    assertThatThrownBy(() -> read("no picture at all".repeat(50_000).getBytes(US_ASCII)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("is no picture: it begins with 'no pictu'");
    assertThat(storage.traffic().bytes()).isEqualTo(64 * KIB);
  }

  @Test
  void refusesFoldersAndFilesThatAreNotThere() {
    assertThatThrownBy(() -> PathHeader.read(storage, folder.toString())).hasMessage("is no file");
    assertThatThrownBy(() -> PathHeader.read(storage, folder + "/none")).hasMessage("is no file");
  }
}
