package io.millrace.cli;

import io.millrace.cli.DecodeKernel.Pictures;
import io.millrace.item.Size;
import io.millrace.sample.Field;
import io.millrace.sampledata.Photographs;
import io.millrace.sampledata.PictureFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The pictures of a benchmark: photographs that it draws, or yours. */
final class BenchPictures {
  private static final Photographs PHOTOGRAPHS = new Photographs(0);
  private static final String MASKS = "ground_truth";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Pictures of yours, in that folder and below it; those below a folder ground_truth are"
              + " masks. Default: photographs are drawn, with the noise of a sensor.")
  private Optional<Path> data;

  @Option(
      names = "--pictures",
      defaultValue = "16",
      description = "Pictures of a kind; of other kinds than PNG a quarter are drawn.")
  private int pictures;

  @Option(
      names = "--side",
      defaultValue = "900",
      description = "Height and width of drawn pictures; of PNGs every second one is larger.")
  private int side;

  /** Files of each kind. */
  List<Pictures> all() throws IOException {
    return data.isPresent() ? found(data.get()) : drawn();
  }

  /** PNGs, or all pictures of yours whatever their kind, but no masks. */
  Pictures images() throws IOException {
    if (data.isEmpty()) {
      return pngs();
    }

    List<byte[]> files = new ArrayList<>();
    found(data.get()).stream()
        .filter(kind -> kind.field() == Field.IMAGE)
        .forEach(kind -> files.addAll(kind.files()));
    return new Pictures("pictures", Field.IMAGE, files);
  }

  private List<Pictures> drawn() {
    Size square = new Size(side, side);
    Size wide = new Size(side * 10 / 9, side * 15 / 9);
    int few = Math.max(1, pictures / 4);
    Pictures masks =
        kind(
            "png mask",
            few,
            i -> encode(() -> PictureFile.PNG.encode(PHOTOGRAPHS.mask(square, i))));
    return List.of(
        pngs(),
        new Pictures(masks.kind(), Field.MASK, masks.files()),
        photographs("jpeg", PictureFile.JPEG, few, wide),
        photographs("bmp", PictureFile.BMP, few, square),
        photographs("pnm", PictureFile.PNM, few, square),
        photographs("tiff", PictureFile.TIFF, few, square));
  }

  /** 900 x 900 and 1024 x 1024, unless another side is asked for. */
  private Pictures pngs() {
    return kind(
        "png",
        pictures,
        i -> {
          int each = i % 2 == 0 ? side : side * 256 / 225;
          return encode(() -> PHOTOGRAPHS.file(PictureFile.PNG, new Size(each, each), i));
        });
  }

  private static Pictures photographs(String name, PictureFile form, int count, Size size) {
    return kind(name, count, i -> encode(() -> PHOTOGRAPHS.file(form, size, i)));
  }

  private static Pictures kind(String name, int count, IntFunction<byte[]> file) {
    List<byte[]> files = IntStream.range(0, count).parallel().mapToObj(file).toList();
    return new Pictures(name, Field.IMAGE, files);
  }

  private interface Drawing {
    byte[] file() throws IOException;
  }

  private static byte[] encode(Drawing drawing) {
    try {
      return drawing.file();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Pictures> found(Path folder) throws IOException {
    Map<String, List<byte[]>> kinds = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> below = Files.walk(folder)) {
      files = below.filter(Files::isRegularFile).sorted().toList();
    }

    for (Path file : files) {
      Optional<String> kind = kind(file);
      List<byte[]> same = kinds.computeIfAbsent(kind.orElse(""), any -> new ArrayList<>());
      if (kind.isPresent() && same.size() < pictures) {
        same.add(Files.readAllBytes(file));
      }
    }

    kinds.remove("");
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing pictures: none of %s is a PNG, JPEG, BMP, PNM, TIFF or WebP (check --data)"
              .formatted(folder));
    }

    List<Pictures> found = new ArrayList<>();
    kinds.forEach(
        (kind, same) ->
            found.add(new Pictures(kind, kind.endsWith(" mask") ? Field.MASK : Field.IMAGE, same)));
    return found;
  }

  /** By the name's end. */
  private static Optional<String> kind(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String kind =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "png" -> "png";
          case "jpg", "jpeg" -> "jpeg";
          case "bmp" -> "bmp";
          case "ppm", "pgm", "pnm" -> "pnm";
          case "tif", "tiff" -> "tiff";
          case "webp" -> "webp";
          default -> "";
        };
    if (kind.isEmpty()) {
      return Optional.empty();
    }

    boolean mask = Stream.of(file.toString().split("/", -1)).anyMatch(MASKS::equals);
    return Optional.of(mask ? kind + " mask" : kind);
  }
}
