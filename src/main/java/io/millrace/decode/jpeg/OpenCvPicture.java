package io.millrace.decode.jpeg;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** A picture that OpenCV has decoded into native memory. Whoever made it closes it. */
public final class OpenCvPicture implements AutoCloseable {
  private final Mat pixels;

  private OpenCvPicture(Mat pixels) {
    this.pixels = pixels;
  }

  /** What a pixel consists of. */
  public enum Kind {
    /** One byte. */
    GREY,
    /** Three bytes: red, green, blue. */
    RGB
  }

  /**
   * Decodes a file, or gives nothing where OpenCV cannot; {@link OpenCv#missing} must be empty.
   *
   * @param divisor 1, 2, 4 or 8: what both sides are divided by, by a smaller transform
   */
  public static Optional<OpenCvPicture> decode(byte[] file, Kind kind, int divisor) {
    int flags =
        switch (kind) {
              case GREY -> opencv_imgcodecs.IMREAD_GRAYSCALE;
              case RGB -> opencv_imgcodecs.IMREAD_COLOR_RGB;
            }
            | reduction(divisor);
    try (Mat bytes = new Mat(1, file.length, opencv_core.CV_8U)) {
      bytes.data().put(file);
      Mat pixels =
          opencv_imgcodecs.imdecode(bytes, flags | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);
      if (!pixels.empty()) {
        return Optional.of(new OpenCvPicture(pixels));
      }

      pixels.close();
      return Optional.empty();
    } catch (RuntimeException e) { // what OpenCV throws, such as for want of memory
      return Optional.empty();
    }
  }

  private static int reduction(int divisor) {
    return switch (divisor) {
      case 1 -> 0;
      case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
      case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
      case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
      default -> throw new IllegalArgumentException("Invalid divisor: " + divisor);
    };
  }

  public int width() {
    return pixels.cols();
  }

  public int height() {
    return pixels.rows();
  }

  /** Copies whole rows, one behind the other. */
  public void rows(int first, int count, byte[] into) {
    int row = pixels.cols() * pixels.channels();
    BytePointer data = pixels.data();
    for (int y = 0; y < count; y++) {
      data.position((first + y) * pixels.step()).get(into, y * row, row);
    }
  }

  @Override
  public void close() {
    pixels.close();
  }
}
