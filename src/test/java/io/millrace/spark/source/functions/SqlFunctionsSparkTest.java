package io.millrace.spark.source.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.BadSampleException;
import io.millrace.spark.LocalSpark;
import io.millrace.spark.source.MillraceExtensions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions as SQL text calls them; their bytes by DJL's readers are another test's. */
class SqlFunctionsSparkTest {
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final SparkSession SPARK = withExtensions();

  @TempDir private Path folder;

  /** A session by conf/sql.properties, over the context of all tests. */
  private static SparkSession withExtensions() {
    Properties conf = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("conf/sql.properties"))) {
      conf.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    SparkSession shared = LocalSpark.session();
    SparkConf told = shared.sparkContext().conf(); // extensions are those of the context
    told.set(EXTENSIONS, conf.getProperty(EXTENSIONS));
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    try {
      return SparkSession.builder().getOrCreate();
    } finally {
      told.remove(EXTENSIONS);
      SparkSession.setDefaultSession(shared);
      SparkSession.setActiveSession(shared);
    }
  }

  @BeforeEach
  void draw() throws IOException {
    BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 200; x++) {
        image.setRGB(x, y, x << 16 | y << 8 | 7);
      }
    }
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    Files.writeString(folder.resolve("b.png"), "no picture at all");
    SPARK.read().format("binaryFile").load(folder + "/*.png").createOrReplaceTempView("files");
  }

  @AfterEach
  void forget() {
    SPARK.catalog().dropTempView("files");
  }

  private static List<Row> sql(String text) {
    return SPARK.sql(text).collectAsList();
  }

  private static Row first(String text) {
    return sql(text + " WHERE path LIKE '%a.png'").get(0);
  }

  @Test
  void tellsTheHeaderOfBytesAndOfPaths() {
    for (String argument : new String[] {"content", "path"}) {
      Row row =
          first(
              "SELECT i.* FROM (SELECT path, mr_image_info(%s) i FROM files)".formatted(argument));

      assertThat(row.schema().toDDL())
          .isEqualTo("width INT,height INT,channels INT,bits INT,codec STRING");
      assertThat(row).hasToString("[200,100,3,8,PNG]");
    }
  }

  @Test
  void groupsByWhatPathsTell() {
    assertThat(
            sql(
                "SELECT mr_try_image_info(path).codec, count(*) FROM files GROUP BY mr_try_image_info(path).codec ORDER BY 1"))
        .hasToString("[[null,1], [PNG,1]]");
  }

  @Test
  void decodesToRgb() {
    Row row = first("SELECT path, d.* FROM (SELECT path, mr_decode(content) d FROM files)");
    byte[] data = row.getAs("data");

    assertThat(row.<Integer>getAs("height")).isEqualTo(100);
    assertThat(row.<Integer>getAs("width")).isEqualTo(200);
    assertThat(row.<Integer>getAs("channels")).isEqualTo(3);
    assertThat(data).hasSize(60_000);
    assertThat(Arrays.copyOfRange(data, 3 * (200 * 9 + 5), 3 * (200 * 9 + 6)))
        .containsExactly(5, 9, 7);
  }

  @Test
  void makesThumbnails() throws IOException {
    Row row =
        first(
            "SELECT path, mr_thumbnail(content), mr_thumbnail(content, 50), mr_thumbnail(content, 999) FROM files");

    assertThat(List.of(size(row, 1), size(row, 2), size(row, 3)))
        .containsExactly("96 x 48", "50 x 25", "200 x 100");
  }

  private static String size(Row row, int column) throws IOException {
    BufferedImage png = ImageIO.read(new ByteArrayInputStream(row.<byte[]>getAs(column)));
    return png.getWidth() + " x " + png.getHeight();
  }

  @Test
  void makesThumbnailsOfTensors() throws IOException {
    Row row =
        first(
            "SELECT path, mr_thumbnail(mr_safetensors(content, array(3, 30, 60), 'float32'), 20) FROM files");

    assertThat(size(row, 1)).isEqualTo("20 x 10");
  }

  @Test
  void wrapsNumbersOfAnyShape() {
    Row row =
        sql("SELECT t.* FROM (SELECT mr_tensor(mr_safetensors(X'0000803F000000C0', array(1, 2), 'float32')) t)")
            .get(0);

    assertThat(row.schema().toDDL()).isEqualTo("shape ARRAY<INT>,dtype STRING,data ARRAY<DOUBLE>");
    assertThat(row.getList(0)).hasToString("[1, 2]");
    assertThat(row.getString(1)).isEqualTo("float32");
    assertThat(row.getList(2)).hasToString("[1.0, -2.0]");
  }

  @Test
  void givesNullForNull() {
    assertThat(
            sql(
                "SELECT mr_image_info(CAST(NULL AS STRING)), mr_image_info(NULL), mr_decode(NULL), mr_thumbnail(NULL, 96), mr_safetensors(NULL, array(1), 'uint8'), mr_image_struct(NULL), mr_tensor(NULL)"))
        .hasToString("[[null,null,null,null,null,null,null]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_info(path)",
        "image_info(content)",
        "decode(content)",
        "thumbnail(content, 96)",
        "safetensors(content, array(3, 8, 8), 'uint8')",
        "image_struct(content, path)",
        "tensor(content)"
      })
  void failsOnWhatCannotBeReadUnlessToldToTry(String call) {
    String stem = call.substring(0, call.indexOf('('));
    assertThat(sql("SELECT mr_try_%s IS NULL FROM files ORDER BY path".formatted(call)))
        .hasToString("[[%s], [true]]".formatted(stem.equals("tensor")));
    assertThatThrownBy(
            () -> sql("SELECT mr_%s FROM files WHERE path LIKE '%%b.png'".formatted(call)))
        .hasStackTraceContaining(BadSampleException.class.getName())
        .hasStackTraceContaining("Cannot evaluate mr_%s: ".formatted(stem))
        .hasStackTraceContaining("; mr_try_%s gives null instead)".formatted(stem))
        .hasStackTraceContaining(
            call.contains("path") ? "b.png is no picture" : "a value of 17 bytes is n");
  }

  @Test
  void refusesWrongArgumentsInBothForms() {
    for (String form : new String[] {"mr_", "mr_try_"}) {
      assertThatThrownBy(() -> sql("SELECT %sdecode(path) FROM files".formatted(form)))
          .hasStackTraceContaining(
              "Invalid call of %sdecode: its first argument is a string".formatted(form));
      assertThatThrownBy(() -> sql("SELECT %sthumbnail(content, 1, 2) FROM files".formatted(form)))
          .hasStackTraceContaining(
              "Invalid call of %sthumbnail: 3 arguments (write %sthumbnail(image[, longest_edge]))"
                  .formatted(form, form));
      assertThatThrownBy(() -> sql("SELECT %sthumbnail(content, 0) FROM files".formatted(form)))
          .hasStackTraceContaining("Invalid longest edge of a thumbnail: 0 (must be >= 1)");
      assertThatThrownBy(
              () ->
                  sql(
                      "SELECT %ssafetensors(content, array(3, 8, 8), 'int8') FROM files"
                          .formatted(form)))
          .hasStackTraceContaining("Unsupported dtype: int8 (give uint8 or float32)");
      assertThatThrownBy(
              () ->
                  sql(
                      "SELECT %ssafetensors(content, array(8, 8), 'uint8') FROM files"
                          .formatted(form)))
          .hasStackTraceContaining(
              "Invalid shape of a picture: [8, 8] (give array(3, height, width))");
    }
  }

  @Test
  void describesEachFunction() {
    for (SqlFunction function : SqlFunctions.all()) {
      String text =
          sql("DESCRIBE FUNCTION EXTENDED " + function.name()).stream()
              .map(row -> row.getString(0))
              .collect(Collectors.joining("\n"));

      assertThat(text)
          .contains("Function: " + function.name())
          .contains("Usage: " + function.name() + "(")
          .contains("Arguments:")
          .contains("> SELECT ")
          .doesNotContain("_FUNC_");
    }
  }

  @Test
  void namesColumnsByTheFunction() {
    assertThat(
            SPARK
                .sql("SELECT mr_image_info(content).width, mr_thumbnail(content) FROM files")
                .columns())
        .containsExactly("mr_image_info(content).width", "mr_thumbnail(content, 96)");
  }

  @Test
  void runsTheStatementsOfTheReadme() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("MVTecAD/bottle/test/bent"));
    Files.copy(folder.resolve("a.png"), pictures.resolve("000.png"));
    SPARK.catalog().dropTempView("files");
    String block =
        Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(found -> found.group(1).replace("datasets/", folder + "/"))
            .filter(found -> found.contains("mr_"))
            .findFirst()
            .orElseThrow();
    List<String> counts =
        Stream.of(block.split(";\n"))
            .map(statement -> String.valueOf(sql(statement).size()))
            .toList();

    assertThat(counts).containsExactly("0", "1", "1", "1", "1", "0");
    assertThat(
            sql(
                "SELECT mr_tensor(mr_safetensors(content, array(3, 256, 256), 'float32')).shape FROM files"))
        .hasToString("[[WrappedArray(3, 256, 256)]]");
  }

  @Test
  void joinsASessionThatExists() {
    SparkSession spark = LocalSpark.session().newSession();
    MillraceExtensions.register(spark);

    assertThat(
            spark.sql("SELECT mr_image_info('%s/a.png').height".formatted(folder)).collectAsList())
        .hasToString("[[100]]");
    assertThat(spark.sql("SHOW FUNCTIONS LIKE 'mr_*'").count()).isEqualTo(12);
  }
}
