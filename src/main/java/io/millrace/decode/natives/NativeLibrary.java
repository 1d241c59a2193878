package io.millrace.decode.natives;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A native library that is unpacked from jars beside Millrace's own.
 *
 * @param name such as FFmpeg
 * @param glibc the oldest C library that it works with, and who has it
 * @param jars where it is, javacpp's own not among them
 * @param otherwise how to do without it, as half a sentence
 */
public record NativeLibrary(String name, String glibc, List<Jar> jars, String otherwise) {
  private static final Jar LAUNCHER = new Jar("javacpp", "libjnijavacpp.so");

  public NativeLibrary {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(glibc, "glibc");
    Objects.requireNonNull(otherwise, "otherwise");
    jars = List.copyOf(jars);
  }

  /**
   * A jar of natives.
   *
   * @param artifact its name without version and system
   * @param file one that must be in it
   */
  public record Jar(String artifact, String file) {
    boolean isThere() {
      String resource = "/org/bytedeco/%s/linux-x86_64/%s".formatted(artifact, file);
      return NativeLibrary.class.getResource(resource) != null;
    }
  }

  /** Whether its jars are on the class path. */
  public boolean isThere() {
    return LAUNCHER.isThere() && jars.stream().allMatch(Jar::isThere);
  }

  /** What a failure to load it means. */
  public MissingLibrary after(Throwable failure) {
    String said = said(failure);
    return new MissingLibrary(said, wayOut(said));
  }

  /** What it means that its jars are not there. */
  public MissingLibrary absent() {
    String said = "no " + jars.get(0).file() + " in java.class.path";
    return new MissingLibrary(said, wayOut(said));
  }

  private String wayOut(String said) {
    String machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!machine.toLowerCase(Locale.ROOT).matches("linux on (amd64|x86_64)")) {
      return "Millrace brings %s for Linux on x86-64 only, this is %s: %s"
          .formatted(name, machine, otherwise);
    }

    return remedy(said) + ", or " + otherwise;
  }

  private String remedy(String said) {
    if (said.contains("GLIBC")) {
      return "%s's build needs glibc %s: use a newer image".formatted(name, glibc);
    }

    return isThere()
        ? "check that the folder of org.bytedeco.javacpp.cachedir is writable and not mounted noexec"
        : "%s are not on the class path: give %s with --jars, they are in target/launch/jars"
            .formatted(names(), jars.size() == 1 ? "both" : "all");
  }

  private String names() {
    String others =
        jars.stream()
            .map(jar -> jar.artifact() + "-*-linux-x86_64.jar")
            .collect(Collectors.joining(", "));
    return others + " and javacpp-*-linux-x86_64.jar";
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
