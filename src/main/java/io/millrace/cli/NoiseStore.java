package io.millrace.cli;

import io.millrace.item.DType;
import io.millrace.sample.Task;
import io.millrace.store.IndexRow.FileFacts;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StoredImage;
import io.millrace.transform.Compose;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A store of square pictures of noise, without files that it was made of. */
record NoiseStore(Path folder, int side, DType type) {
  private static final String HASH = "0".repeat(64);

  String write(int count) throws IOException {
    StoreFacts facts =
        new StoreFacts(
            StoreKind.TENSORS,
            new StoredImage(type, side, side),
            Compose.of(Resize.exact(side, side)).canonical(),
            List.of("png=millrace"),
            new StoreFacts.Dataset("MVTecAD", List.of("bench"), Task.SEGMENTATION),
            StoreWriting.RULE);
    return new StoreWriting(folder, facts).write(count, new Noise(image(facts.image())));
  }

  /** Twice the bytes of a picture: each row begins elsewhere. */
  private static ByteBuffer image(StoredImage image) {
    Random random = new Random(0);
    int elements = 2 * Math.toIntExact(image.imageBytes()) / image.type().bytes();
    ByteBuffer noise =
        ByteBuffer.allocate(elements * image.type().bytes()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < elements; i++) {
      if (image.type() == DType.F32) {
        noise.putFloat(random.nextFloat());
      } else {
        noise.put((byte) random.nextInt());
      }
    }

    return noise.flip();
  }

  private record Noise(ByteBuffer bytes) implements StoreWriting.Rows {
    @Override
    public FileFacts file(int row) {
      return new FileFacts("/bench/train/good/%06d.png".formatted(row), 1, 0, HASH, "png");
    }

    @Override
    public ByteBuffer image(int row) {
      int length = bytes.capacity() / 2;
      int from = row % (length / Float.BYTES) * Float.BYTES;
      return bytes.slice(from, length);
    }
  }
}
