package io.millrace.bench;

import io.millrace.decode.ColorMode;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.ImageInfo;
import io.millrace.decode.Limits;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.sampledata.Photographs;
import io.millrace.sampledata.PictureFile;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A photograph of 900 x 900, and a mask, to rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PngDecode {
  private static final Size SIZE = new Size(900, 900);

  private final ImageDecoder decoder = new ImageDecoder(Limits.standard());
  private byte[] photograph;
  private byte[] mask;

  /** Draws them. */
  @Setup
  public void draw() throws IOException {
    Photographs photographs = new Photographs(0);
    photograph = photographs.file(PictureFile.PNG, SIZE, 0);
    mask = PictureFile.PNG.encode(photographs.mask(SIZE, 0));
  }

  /** RGB. */
  @Benchmark
  public ImageInfo photograph() throws IOException {
    return decoder.decode(photograph, ColorMode.RGB, new Nowhere());
  }

  /** Grey. */
  @Benchmark
  public ImageInfo mask() throws IOException {
    return decoder.decode(mask, ColorMode.GRAY, new Nowhere());
  }

  private static final class Nowhere implements RowSink {
    @Override
    public void begin(int width, int height, int channels) {}

    @Override
    public void row(int y, byte[] pixels, int offset) {}
  }
}
