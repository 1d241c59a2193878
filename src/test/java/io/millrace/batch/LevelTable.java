package io.millrace.batch;

import io.millrace.decode.Decoding;
import io.millrace.item.DType;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Task;
import io.millrace.store.StoredImage;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A stored row of 3 x 256 x 256 bytes to its place in a batch; lives where the kernel does. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LevelTable {
  private static final Size SIZE = new Size(256, 256);
  private static final StoredImage IMAGE = new StoredImage(DType.U8, 256, 256);

  private final ByteBuffer stored = noise();
  private final TensorSink floats = TensorSink.picture(SIZE, Precision.FLOAT32);
  private final TensorSink bytes = TensorSink.picture(SIZE, Precision.UINT8);
  private final StoredPixels normalised = pixels(Compose.of(Normalize.IMAGENET), Precision.FLOAT32);
  private final StoredPixels copied = pixels(Compose.NONE, Precision.UINT8);

  private static ByteBuffer noise() {
    byte[] noise = new byte[3 * SIZE.height() * SIZE.width()];
    new Random(0).nextBytes(noise);
    return ByteBuffer.allocateDirect(noise.length).put(noise).flip();
  }

  private static StoredPixels pixels(Compose transforms, Precision precision) {
    return StoredPixels.of(
        IMAGE, new Recipe(transforms, precision, Task.CLASSIFICATION, 0, Decoding.standard()));
  }

  /** By the table. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dmillrace.accelerators=none")
  public TensorSink normalisedByTable() {
    normalised.image(stored.duplicate(), new Draws(0, 0, 0), floats);
    return floats;
  }

  /** By the Vector API. */
  @Benchmark
  @Fork(jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
  public TensorSink normalisedByVectors() {
    normalised.image(stored.duplicate(), new Draws(0, 0, 0), floats);
    return floats;
  }

  /** The store's own bytes. */
  @Benchmark
  public TensorSink uint8() {
    copied.image(stored.duplicate(), new Draws(0, 0, 0), bytes);
    return bytes;
  }
}
