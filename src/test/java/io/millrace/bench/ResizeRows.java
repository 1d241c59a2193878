package io.millrace.bench;

import io.millrace.item.Precision;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.transform.Compose;
import io.millrace.transform.Levels;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decoded RGB rows to a picture of 256 x 256. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResizeRows {
  private static final Size TARGET = new Size(256, 256);
  private static final Compose RESIZE = Compose.of(Resize.exact(256, 256));

  /** Height and width of the rows. */
  @Param({"900", "1024"})
  public int side;

  private final TensorSink floats = TensorSink.picture(TARGET, Precision.FLOAT32);
  private final TensorSink levels = TensorSink.picture(TARGET, Precision.UINT8);
  private byte[] pixels;

  /** Draws the rows. */
  @Setup
  public void draw() {
    pixels = new byte[3 * side * side];
    new Random(1).nextBytes(pixels);
  }

  /** As the reference has it. */
  @Benchmark
  public TensorSink normalisedFloat32() {
    return write(RESIZE.then(Compose.of(Normalize.IMAGENET)), floats);
  }

  /** As a store has it. */
  @Benchmark
  public TensorSink uint8() {
    return write(RESIZE, levels);
  }

  private TensorSink write(Compose transforms, TensorSink target) {
    RowSink rows =
        transforms.rows(Field.IMAGE, new Draws(0, 0, 0), Levels.MULTIPLIED, any -> target);
    rows.begin(side, side, 3);
    for (int y = 0; y < side; y++) {
      rows.row(y, pixels, 3 * side * y);
    }

    return target;
  }
}
