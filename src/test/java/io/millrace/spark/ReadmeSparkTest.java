package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.item.Size;
import io.millrace.sampledata.AvenueData;
import io.millrace.sampledata.MVTec3DData;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      import io.millrace.report.page.ReportPage;
      import io.millrace.sample.*;
      import io.millrace.spark.*;
      import java.nio.file.Path;
      import java.util.*;
      import org.apache.spark.sql.Dataset;
      import org.apache.spark.sql.Row;
      import org.apache.spark.sql.SparkSession;

      public class Program {
        public static void run(SparkSession spark) throws Exception {
      """;

  @Test
  void runsTheProgramsOfTheReadme(@TempDir Path folder) throws Exception {
    new DrawnData(folder.resolve("datasets/MVTecAD")).category("bottle");
    MVTec3DData.in(folder.resolve("datasets/MVTec3D"))
        .withCategory("bagel")
        .withImages(10)
        .withSize(new Size(64, 64))
        .draw(done -> {});
    AvenueData.in(folder.resolve("datasets/avenue"))
        .withSize(new Size(64, 96))
        .withExtent(new AvenueData.Extent(2, 1, 20))
        .draw(done -> {});
    List<String> programs = programs();
    assertThat(programs).hasSize(5);
    for (int i = 0; i < programs.size(); i++) {
      String program = programs.get(i).replace("\"./datasets", "\"" + folder + "/datasets");
      Path own = Files.createDirectory(folder.resolve("program" + i));
      try (URLClassLoader loader = compile(own, HEAD + program + "}}")) {
        Method run = loader.loadClass("Program").getMethod("run", SparkSession.class);
        run.invoke(null, LocalSpark.session());
      }
    }

    assertThat(folder.resolve("datasets/bottle.html")).content().contains("MVTecAD, bottle");
  }

  @Test
  void runsTheQueriesOfTheReadme(@TempDir Path folder) throws Exception {
    new DrawnData(folder.resolve("datasets/MVTecAD")).category("bottle");
    List<String> queries = blocks("sql").filter(block -> block.contains("USING millrace")).toList();
    assertThat(queries).isNotEmpty();
    List<String> each = Pattern.compile(";\n").splitAsStream(String.join("", queries)).toList();
    for (String query : each) {
      String here = query.replace("'./datasets", "'" + folder + "/datasets");
      assertThat(LocalSpark.session().sql(here).collectAsList().isEmpty())
          .isEqualTo(here.contains("CREATE"));
    }
  }

  private static List<String> programs() throws IOException {
    return blocks("java")
        .filter(
            program ->
                program.contains("DataModule.builder(spark)")
                    || program.contains("format(\"millrace\")"))
        .toList();
  }

  private static Stream<String> blocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map(block -> block.group(1));
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
