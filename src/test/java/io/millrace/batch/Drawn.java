package io.millrace.batch;

import io.millrace.decode.Decoding;
import io.millrace.item.Precision;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.storage.LocalStorage;
import io.millrace.transform.Compose;
import io.millrace.transform.Resize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Small pictures of one grey, drawn into a folder, and the samples of them. */
record Drawn(Path folder) {
  static final Recipe FIXED = recipe(Compose.of(Resize.exact(2, 2)));
  static final Recipe NATIVE = recipe(Compose.NONE);

  static Recipe recipe(Compose transforms) {
    return new Recipe(transforms, Precision.FLOAT32, Task.SEGMENTATION, 7, Decoding.standard());
  }

  static SampleReader reader(Recipe recipe) {
    return new SampleReader(SampleBytes.of(new LocalStorage()), recipe);
  }

  /** A picture of that grey. */
  Path picture(String name, int height, int width, int grey) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0x010101 * grey);
      }
    }

    return write(name, image);
  }

  /** A mask whose first pixel alone is marked. */
  Path mask(String name, int height, int width) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 255);
    return write(name, image);
  }

  Path bytes(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Path write(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  static Sample sample(Label label, Path image) {
    return sample(label, Map.of(Field.IMAGE, image));
  }

  static Sample abnormal(Path image, Path mask) {
    return sample(Label.ABNORMAL, Map.of(Field.IMAGE, image, Field.MASK, mask));
  }

  private static Sample sample(Label label, Map<Field, Path> files) {
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    files.forEach((field, file) -> sources.put(field, new Source(file.toString(), length(file))));
    String id = files.get(Field.IMAGE).getFileName().toString();
    return new Sample(id, "", Split.TEST, label.name(), label, sources);
  }

  private static long length(Path file) {
    return file.toFile().length();
  }

  /** Normal samples of 3 x 4 pixels: the n-th is of grey n. */
  List<Sample> greys(int count) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(Label.NORMAL, picture("%03d.png".formatted(i), 3, 4, i)));
    }

    return samples;
  }
}
