package io.millrace.spark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws tiny data sets in the layout of MVTec AD. */
record DrawnData(Path root) {
  static final int SIDE = 12;

  /** Five good to train, two good, two bent and one cut to test, with their masks. */
  DrawnData category(String name) throws IOException {
    for (int i = 0; i < 5; i++) {
      picture(name + "/train/good/00" + i + ".png");
    }

    picture(name + "/test/good/000.png");
    picture(name + "/test/good/001.png");
    defect(name, "bent", "000");
    defect(name, "bent", "001");
    defect(name, "cut", "000");
    return this;
  }

  void defect(String category, String label, String stem) throws IOException {
    picture(category + "/test/" + label + "/" + stem + ".png");
    mask(category + "/ground_truth/" + label + "/" + stem + "_mask.png");
  }

  /** A picture of noise that depends on its path. */
  Path picture(String relative) throws IOException {
    return picture(relative, SIDE, SIDE);
  }

  Path picture(String relative, int height, int width) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(relative.hashCode());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }

    return write(image, relative);
  }

  /** A mask whose middle is set. */
  Path mask(String relative) throws IOException {
    return mask(relative, SIDE, 255);
  }

  Path mask(String relative, int side, int level) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(side / 2, side / 2, 0, level);
    return write(image, relative);
  }

  Path text(String relative, String text) throws IOException {
    Path file = root.resolve(relative);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path write(BufferedImage image, String relative) throws IOException {
    Path file = root.resolve(relative);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
