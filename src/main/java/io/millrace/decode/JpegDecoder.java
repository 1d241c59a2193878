package io.millrace.decode;

import io.millrace.decode.jpeg.OpenCv;

/**
 * What decodes JPEGs. The driver chooses, and executors obey, for pixels may differ: they are the
 * same of all sound files that we tried, and not of some damaged ones that both accept.
 */
public enum JpegDecoder {
  /** The libjpeg of the JDK, which every Java has. */
  JDK("jdk"),
  /** The libjpeg-turbo of OpenCV. */
  OPENCV("opencv");

  private final String text;

  JpegDecoder(String text) {
    this.text = text;
  }

  /** OpenCV's where it works in this process, which should be the driver's; else the JDK's. */
  public static JpegDecoder best() {
    return OpenCv.missing().isEmpty() ? OPENCV : JDK;
  }

  /** Its name in configurations and stores. */
  public String text() {
    return text;
  }
}
