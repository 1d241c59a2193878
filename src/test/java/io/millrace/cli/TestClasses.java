package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Classes of the tests that other processes need. */
final class TestClasses {
  private TestClasses() {}

  /** Packs the classes of one package, its name with slashes, into a jar. */
  static void pack(String name, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files =
            Files.list(Command.PROJECT.resolve("target/test-classes").resolve(name))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry(name + "/" + file.getFileName()));
        Files.copy(file, out);
      }
    }
  }
}
