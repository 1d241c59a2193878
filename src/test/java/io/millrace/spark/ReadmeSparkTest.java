package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.ImageBatch;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program compiles and runs. */
class ReadmeSparkTest {
  private static final String HEAD =
      """
      import io.millrace.batch.*;
      import io.millrace.datasets.*;
      import io.millrace.spark.*;
      import java.util.*;
      import org.apache.spark.sql.SparkSession;

      public class Program {
        public static void run(SparkSession spark) throws Exception {
      """;

  @Test
  void runsTheProgramOfTheReadme(@TempDir Path folder) throws Exception {
    new DrawnData(folder.resolve("datasets/MVTecAD")).category("bottle");
    String program = program().replace("\"./datasets", "\"" + folder.toString() + "/datasets");
    try (URLClassLoader loader = compile(folder, HEAD + program + "}}")) {
      Method run = loader.loadClass("Program").getMethod("run", SparkSession.class);
      run.invoke(null, LocalSpark.session());
    }
  }

  private static String program() throws IOException {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).isTrue();
    String program = block.group(1);
    assertThat(program).contains(ImageBatch.class.getSimpleName());
    return program;
  }

  private static URLClassLoader compile(Path folder, String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Program.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath = System.getProperty("surefire.test.class.path");
    String path = classPath == null ? System.getProperty("java.class.path") : classPath;
    List<String> arguments =
        Stream.of("-proc:none", "-cp", path, "-d", folder.toString(), file.toString()).toList();
    assertThat(compiler.run(null, null, null, arguments.toArray(new String[0]))).isZero();
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, ReadmeSparkTest.class.getClassLoader());
  }
}
