package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A user's class {@code Program}, compiled against nothing but our jar and Spark. */
record UserProgram(Path folder, String source) {
  Path jar() throws Exception {
    Path file = Files.writeString(folder.resolve("Program.java"), source);
    String path = SparkHome.jar("", "millrace-") + ":" + SparkHome.JARS + "/*";
    Path javac = Path.of(System.getProperty("java.home"), "bin/javac");
    Command.Result compiled =
        new Command(List.of(javac.toString(), "-cp", path, "-proc:none"), Map.of())
            .and("-d", Files.createDirectory(folder.resolve("classes")), file)
            .run();
    assertThat(compiled).isEqualTo(new Command.Result(0, "", ""));
    return pack(folder.resolve("classes"));
  }

  private Path pack(Path classes) throws Exception {
    Path jar = folder.resolve("program.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        out.putNextEntry(new JarEntry(file.getFileName().toString()));
        Files.copy(file, out);
      }
    }

    return jar;
  }
}
