package io.millrace.cli;

import io.millrace.datasets.MVTecAD;
import io.millrace.sample.Field;
import io.millrace.sample.Task;
import io.millrace.sampledata.SampleData;
import io.millrace.store.IndexRow.FileFacts;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StoredImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Many drawn training pictures of one category: of a hundred at most, and copies of them. */
record DrawnFiles(Path root, String category) {
  private static final int DRAWN = 100;
  private static final int FEWEST = 10;
  private static final String HASH = "0".repeat(64);

  MVTecAD dataset() {
    return MVTecAD.at(root.toString()).category(category);
  }

  private Path picture(int i) {
    return root.resolve(category).resolve("train/good/%06d.png".formatted(i));
  }

  void draw(int images) throws IOException {
    Path drawn = root.resolve("drawn");
    SampleData.in(drawn).withImages(Math.max(FEWEST, Math.min(images, DRAWN))).draw();
    Path train = drawn.resolve(SampleData.DEFAULT_CATEGORY).resolve("train/good");
    List<Path> originals;
    try (Stream<Path> files = Files.list(train)) {
      originals = files.sorted().toList();
    }

    Files.createDirectories(picture(0).getParent());
    for (int i = 0; i < images; i++) {
      Files.copy(originals.get(i % originals.size()), picture(i));
    }

    Path test = Files.createDirectories(root.resolve(category).resolve("test/good"));
    Files.copy(picture(0), test.resolve("000000.png"));
  }

  /** The drawn originals of the training pictures. */
  DecodeKernel.Pictures inMemory() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < DRAWN && Files.exists(picture(i)); i++) {
      files.add(Files.readAllBytes(picture(i)));
    }

    return new DecodeKernel.Pictures("png", Field.IMAGE, files);
  }

  /** The same training pictures as a packed store. */
  void pack(String store) throws IOException {
    StoreFacts facts =
        new StoreFacts(
            StoreKind.PACKED,
            StoredImage.PACKED,
            "[]",
            List.of("png=millrace"),
            new StoreFacts.Dataset("MVTecAD", List.of(category), Task.SEGMENTATION),
            StoreWriting.RULE);
    int count;
    try (Stream<Path> files = Files.list(picture(0).getParent())) {
      count = Math.toIntExact(files.count());
    }
    new StoreWriting(Path.of(store), facts).write(count, new Pictures(this));
  }

  private record Pictures(DrawnFiles files) implements StoreWriting.Rows {
    @Override
    public FileFacts file(int row) {
      Path path = files.picture(row);
      try {
        return new FileFacts(path.toString(), Files.size(path), 0, HASH, "png");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ByteBuffer image(int row) throws IOException {
      return ByteBuffer.wrap(Files.readAllBytes(files.picture(row)));
    }
  }
}
