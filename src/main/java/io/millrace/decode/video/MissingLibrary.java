package io.millrace.decode.video;

import java.util.Locale;
import java.util.Objects;

/**
 * Why FFmpeg's native library does not work in this process.
 *
 * @param why what the linker says
 * @param wayOut what to do about it, as half a sentence
 */
public record MissingLibrary(String why, String wayOut) {
  private static final String LIBRARY = "/org/bytedeco/ffmpeg/linux-x86_64/libjniavutil.so";
  private static final String LAUNCHER = "/org/bytedeco/javacpp/linux-x86_64/libjnijavacpp.so";

  public MissingLibrary {
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(wayOut, "wayOut");
  }

  static MissingLibrary after(Throwable failure) {
    String said = said(failure);
    return new MissingLibrary(said, wayOut(said));
  }

  /** Both: the reason, and the way out in brackets. */
  public String text() {
    return why + " (" + wayOut + ")";
  }

  static String wayOut(String said) {
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
    return MissingLibrary.class.getResource(resource) == null;
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
