package io.millrace.decode.video;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * FFmpeg's other build, under the GPL, which has encoders that ours has not. Maven fetches it into
 * a folder of the test, where a process of its own loads it: it never meets our classes in a jar,
 * nor is it a dependency of the module.
 */
final class GplBuild {
  private static final String PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy";
  private static final long PATIENCE_MINUTES = 3;

  private GplBuild() {}

  /** Its jar below that folder; the test is skipped where Maven cannot bring it. */
  static Path in(Path folder) throws Exception {
    String artifact = "org.bytedeco:ffmpeg:" + version() + ":jar:linux-x86_64-gpl";
    Path jar = folder.resolve("ffmpeg-" + version() + "-linux-x86_64-gpl.jar");
    String said = maven(folder, artifact, List.of("-o"));
    if (!Files.exists(jar)) {
      said = maven(folder, artifact, List.of());
    }

    String last = said;
    assumeTrue(Files.exists(jar), () -> "Skipped: Maven cannot bring " + artifact + ": " + last);
    return jar;
  }

  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        GplBuild.class.getResourceAsStream("/META-INF/maven/org.bytedeco/ffmpeg/pom.properties")) {
      properties.load(in);
    }

    return properties.getProperty("version");
  }

  private static String maven(Path folder, String artifact, List<String> options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("mvn", "-B", "-q"));
    words.addAll(options);
    words.addAll(List.of(PLUGIN, "-Dartifact=" + artifact, "-DoutputDirectory=" + folder));
    Path log = folder.resolve("maven.log");
    try {
      Process maven =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!maven.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        maven.destroyForcibly();
      }

      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
