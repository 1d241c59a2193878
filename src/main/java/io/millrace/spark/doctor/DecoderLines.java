package io.millrace.spark.doctor;

import io.millrace.decode.ColorMode;
import io.millrace.decode.Decoding;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.JpegDecoder;
import io.millrace.decode.Limits;
import io.millrace.decode.jpeg.OpenCv;
import io.millrace.decode.natives.MissingLibrary;
import io.millrace.decode.video.VideoLibrary;
import io.millrace.item.RowSink;
import io.millrace.kernel.Accelerators;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Whether pictures can be decoded here: a small one of each kind is. */
final class DecoderLines {
  /** One pixel, made by cwebp -lossless. */
  private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

  /** What a driver here would choose. */
  private static final Decoding HERE = new Decoding(Limits.standard(), JpegDecoder.best());

  private DecoderLines() {}

  static List<Line> look() {
    List<String> failed = new ArrayList<>();
    for (String format : List.of("png", "jpeg", "bmp", "tiff", "webp")) {
      try {
        decode(format.equals("webp") ? Base64.getDecoder().decode(WEBP) : picture(format));
      } catch (IOException | RuntimeException | LinkageError e) {
        failed.add(format + " (" + e.getMessage() + ")");
      }
    }

    String all = String.join(", ", HERE.decoders());
    Line decoders =
        failed.isEmpty()
            ? Line.ok("decoders", all)
            : Line.fail(
                "decoders",
                "cannot decode " + String.join(", ", failed),
                "use the whole jar that 'mvn package' makes, on executors too, and a JDK with java.desktop");
    return List.of(
        decoders,
        jpeg(OpenCv.missing()),
        video(VideoLibrary.missing()),
        accelerators(Accelerators.chosen()));
  }

  /** Pictures are the same without them, but slower: a warning, unless they were switched off. */
  static Line accelerators(Accelerators chosen) {
    String on = chosen.on().isEmpty() ? "none" : String.join(", ", chosen.on());
    return chosen.missing().isEmpty()
        ? Line.ok("accelerators", on)
        : Line.warn("accelerators", on, String.join("; ", chosen.missing()));
  }

  /** The JDK's decoder does as well, but takes twice as long. */
  static Line jpeg(Optional<MissingLibrary> missing) {
    return missing
        .map(
            why ->
                Line.warn(
                    "jpeg", "no OpenCV, JPEGs take twice as long: " + why.why(), why.wayOut()))
        .orElseGet(() -> Line.ok("jpeg", "OpenCV " + OpenCv.version()));
  }

  /** Only videos need it: a warning, no failure. */
  private static Line video(Optional<MissingLibrary> missing) {
    return missing
        .map(why -> Line.warn("video", "no videos: " + why.why(), why.wayOut()))
        .orElseGet(() -> Line.ok("video", "FFmpeg " + VideoLibrary.version()));
  }

  private static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }

  private static void decode(byte[] bytes) throws IOException {
    new ImageDecoder(HERE).decode(bytes, ColorMode.RGB, new Nowhere());
  }

  /** Takes rows and keeps none. */
  private static final class Nowhere implements RowSink {
    @Override
    public void begin(int width, int height, int channels) {}

    @Override
    public void row(int y, byte[] pixels, int offset) {}
  }
}
