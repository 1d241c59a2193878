package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A user's program, compiled against nothing but our jar and Spark.
 *
 * @param main its class, in no package
 */
record ProgramJar(Path jar, String main) {
  static ProgramJar compile(Path folder, String main, String source) throws Exception {
    Path file = Files.writeString(folder.resolve(main + ".java"), source);
    Path classes = Files.createDirectory(folder.resolve(main + "-classes"));
    String path = SparkHome.jar("", "millrace-") + ":" + SparkHome.JARS + "/*";
    Path javac = Path.of(System.getProperty("java.home"), "bin/javac");
    Command.Result compiled =
        new Command(List.of(javac.toString(), "-cp", path, "-proc:none"), Map.of())
            .and("-d", classes, file)
            .run();
    assertThat(compiled).isEqualTo(new Command.Result(0, "", ""));
    Path jar = folder.resolve(main + ".jar");
    write(classes, jar);
    return new ProgramJar(jar, main);
  }

  private static void write(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        out.putNextEntry(new JarEntry(file.getFileName().toString()));
        Files.copy(file, out);
      }
    }
  }
}
