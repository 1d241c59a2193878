package io.millrace.decode.video;

import java.util.Locale;

/** Says why FFmpeg did not load, in words that lead to a way out. */
final class LoadFailure {
  private static final String LIBRARY = "/org/bytedeco/ffmpeg/linux-x86_64/libjniavutil.so";
  private static final String LAUNCHER = "/org/bytedeco/javacpp/linux-x86_64/libjnijavacpp.so";

  private LoadFailure() {}

  static String text(Throwable failure) {
    String said = said(failure);
    return said + " (" + wayOut(said) + ")";
  }

  private static String wayOut(String said) {
    String machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!machine.toLowerCase(Locale.ROOT).matches("linux on (amd64|x86_64)")) {
      return "Millrace brings FFmpeg for Linux on x86-64 only, this is "
          + machine
          + ": decode videos on such machines, or unpack them to folders of frames";
    }

    if (said.contains("GLIBC")) {
      return "FFmpeg's build needs glibc 2.35 or later, as Debian 12 and Ubuntu 22.04 have:"
          + " use a newer image, or unpack the videos to folders of frames";
    }

    if (isMissing(LIBRARY) || isMissing(LAUNCHER)) {
      return "ffmpeg-*-linux-x86_64.jar and javacpp-*-linux-x86_64.jar are not on the class path:"
          + " give both with --jars, they are in target/launch/jars";
    }

    return "check that the folder of org.bytedeco.javacpp.cachedir is writable and not mounted"
        + " noexec";
  }

  private static boolean isMissing(String resource) {
    return LoadFailure.class.getResource(resource) == null;
  }

  /** The innermost message is the linker's own. */
  private static String said(Throwable failure) {
    String said = failure.toString();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof LinkageError && each.getMessage() != null) {
        said = each.getMessage();
      }
    }

    return said.lines().findFirst().orElse(said);
  }
}
