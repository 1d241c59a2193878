package io.millrace.decode.jpeg;

import io.millrace.decode.natives.MissingLibrary;
import io.millrace.decode.natives.NativeLibrary;
import io.millrace.decode.natives.NativeSettings;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/**
 * OpenCV's native library: whether it works in this process. It is loaded once, at the first
 * question; what goes wrong then stays so until the process ends.
 */
public final class OpenCv {
  static final NativeLibrary LIBRARY =
      new NativeLibrary(
          "OpenCV",
          "2.34 or later, as Debian 12 and Ubuntu 22.04 have",
          List.of(
              new NativeLibrary.Jar("opencv", "libjniopencv_imgcodecs.so"),
              new NativeLibrary.Jar("openblas", "libjniopenblas.so")),
          "let the JDK decode JPEGs: jpeg_decoder: jdk");

  private static final Optional<MissingLibrary> MISSING = load();

  private OpenCv() {}

  /** Why it does not work here, with a way out; empty where it does. */
  public static Optional<MissingLibrary> missing() {
    return MISSING;
  }

  /**
   * Its version, such as {@code 4.13.0}.
   *
   * @throws IllegalStateException if it is missing
   */
  public static String version() {
    if (MISSING.isPresent()) {
      throw new IllegalStateException("Missing OpenCV: " + MISSING.get().text());
    }

    return opencv_core.CV_VERSION;
  }

  private static Optional<MissingLibrary> load() {
    // javacpp would look for libraries of the system, of any version
    if (!LIBRARY.isThere()) {
      return Optional.of(LIBRARY.absent());
    }

    try {
      NativeSettings.apply();
      Loader.load(opencv_imgcodecs.class);
      // tasks fill the cores
      opencv_core.setNumThreads(1);
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(LIBRARY.after(e));
    }
  }
}
