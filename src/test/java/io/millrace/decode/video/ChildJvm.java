package io.millrace.decode.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Loader;

/** A Java of its own that runs a class of these tests with little more than FFmpeg. */
final class ChildJvm {
  static final String FFMPEG = "/org/bytedeco/ffmpeg/linux-x86_64/libjniavutil.so";
  static final String JAVACPP = "/org/bytedeco/javacpp/linux-x86_64/libjnijavacpp.so";

  private final Set<String> path = new LinkedHashSet<>();
  private final List<String> options = new ArrayList<>();

  private ChildJvm() {}

  /** With our classes and those that call FFmpeg, without any native library. */
  static ChildJvm bare() {
    ChildJvm child = new ChildJvm();
    for (Class<?> each : List.of(VideoFile.class, ChildJvm.class, avcodec.class, Loader.class)) {
      child.path.add(place(each));
    }

    return child;
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the jar that has that resource. */
  ChildJvm jarOf(String resource) throws IOException {
    URL found = ChildJvm.class.getResource(resource);
    assertThat(found).as(resource).isNotNull();
    URL jar = ((JarURLConnection) found.openConnection()).getJarFileURL();
    return jar(Path.of(jar.getPath()));
  }

  ChildJvm jar(Path jar) {
    path.add(jar.toString());
    return this;
  }

  ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  /** Starts its main method; standard output and standard error are one. */
  Process start(Class<?> main, Object... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", String.join(":", path), main.getName()));
    Arrays.stream(words).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
