package io.millrace.config;

import io.millrace.decode.JpegDecoder;
import io.millrace.decode.jpeg.OpenCv;
import io.millrace.decode.natives.MissingLibrary;
import java.util.List;

/** Which decoder JPEGs get. */
public enum JpegChoice {
  /** OpenCV where it works on the driver, else the JDK. */
  AUTO,
  JDK,
  OPENCV;

  /**
   * What that comes to in this process, the driver's.
   *
   * @throws InvalidConfigException if the decoder that was asked for does not work here
   */
  JpegDecoder decoder() {
    return switch (this) {
      case AUTO -> JpegDecoder.best();
      case JDK -> JpegDecoder.JDK;
      case OPENCV -> {
        OpenCv.missing().ifPresent(JpegChoice::refuse);
        yield JpegDecoder.OPENCV;
      }
    };
  }

  private static void refuse(MissingLibrary missing) {
    throw new InvalidConfigException(
        List.of("Cannot decode JPEGs by OpenCV, as jpeg_decoder asks: " + missing.text()));
  }
}
