package io.millrace.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.ImageBatch;
import io.millrace.datasets.MVTecAD;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import io.millrace.item.Size;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Thumb;
import io.millrace.report.profile.Twins;
import io.millrace.sample.Label;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Split;
import io.millrace.spark.view.View;
import io.millrace.train.Floats;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What notebooks show of tables. */
class ViewSparkTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final int OUTLINE = 0xFF00AA;
  private static final int SIDE = 4;

  @TempDir private Path root;

  private DataModule<ImageBatch> bottles() {
    DataModule<ImageBatch> module =
        DataModule.builder(SPARK)
            .dataset(MVTecAD.at(root.toString()).category("bottle"))
            .onBadSample(OnBadSample.QUARANTINE)
            .imageSize(16, 16)
            .seed(1)
            .build();
    module.setup();
    return module;
  }

  @Test
  void outlinesMasksAndEscapesNames() throws IOException {
    DrawnData drawn = new DrawnData(root).category("bottle");
    drawn.defect("bottle", "<script>alert(1)", "<img src=x onerror=alert(1)>\"'");
    try (DataModule<ImageBatch> module = bottles()) {
      String html =
          View.contactSheet(
              module.tensors(Split.TEST).where("label_index = 1").orderBy("label"), 24);
      assertThat(html)
          .startsWith("%html <div>")
          .doesNotContain("\n", "<script", "<img src=x", "onerror=alert(1)>\"")
          .contains("&#60;script&#62;alert(1)", "bent 000.png");
      assertThat(pictures(html))
          .hasSize(4)
          .allSatisfy(
              picture -> {
                assertThat(picture.getWidth()).isEqualTo(16);
                assertThat(colors(picture)).contains(OUTLINE);
              });
      assertThat(pictures(View.contactSheet(module.tensors(Split.TRAIN), 2)))
          .hasSize(2)
          .noneSatisfy(picture -> assertThat(colors(picture)).contains(OUTLINE));
    }
  }

  @Test
  void showsTwinsSideBySideAndEscapesTheirNames() {
    Thumb thumb = new Thumb(new Size(2, 3), new byte[3 * 2 * 3]);
    Example.Title train = new Example.Title("<script>1.png", "", Split.TRAIN, "good", Label.NORMAL);
    Example.Title test = new Example.Title("b.png", "", Split.TEST, "good", Label.NORMAL);
    Twins.Side earlier = new Twins.Side(train, thumb);
    Twins.Side later = new Twins.Side(test, thumb);
    Twins.Pair exact = new Twins.Pair(Twins.Kind.EXACT, earlier, later, 0);
    Twins.Pair near = new Twins.Pair(Twins.Kind.NEAR, earlier, later, 0.1234);
    Twins twins = new Twins(List.of(), List.of(exact, near), 5);

    assertThat(View.twins(twins, 24))
        .startsWith("%html <div>")
        .doesNotContain("\n", "<script")
        .contains("train &#60;script&#62;1.png, test b.png, same pixels", "0.123 apart")
        .contains("5 near pairs were too many to be compared.");
    assertThat(pictures(View.twins(twins, 1))).hasSize(2);
  }

  @Test
  void leavesTheFrameOfABadPictureEmpty() throws IOException {
    DrawnData drawn = new DrawnData(root).category("bottle");
    drawn.text("bottle/train/good/001.png", "no picture");
    try (DataModule<ImageBatch> module = bottles()) {
      String html = View.contactSheet(module.tensors(Split.TRAIN), 24);
      assertThat(pictures(html)).hasSize(4);
      assertThat(html).contains("good 001.png", "1px dashed");
    }
  }

  @Test
  void saysWhatIsMissingOrTooMuch() {
    Dataset<Row> numbers = SPARK.range(3).toDF();
    assertThatThrownBy(() -> View.contactSheet(numbers, 24))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Missing column image: the table has id (pixels come from DataModule.tensors, maps from"
                + " mapBatches)");
    assertThatThrownBy(() -> View.histogram(numbers, "size"))
        .hasMessage(
            "Missing column size: the table has id (View.histogram counts the values of a column)");
    for (int most : new int[] {0, 101}) {
      assertThatThrownBy(() -> View.contactSheet(numbers, most))
          .hasMessage("Invalid number of pictures: " + most + " (must be 1 to 100)");
    }
  }

  @Test
  void showsFramesOfAClipSideBySideAndMasksOfTheLast() {
    HostTensor clip = HostTensor.zeros(DType.U8, 3, 3, SIDE, SIDE);
    HostTensor mask = HostTensor.zeros(DType.U8, SIDE, SIDE);
    mask.data().put(0, (byte) 1);
    Dataset<Row> rows =
        table(
            new StructType()
                .add("image", DataTypes.BinaryType)
                .add("gt_mask", DataTypes.BinaryType),
            RowFactory.create(bytes(clip), bytes(mask)));
    BufferedImage strip = pictures(View.contactSheet(rows, 1)).get(0);
    assertThat(strip.getWidth()).isEqualTo(3 * SIDE + 2 * 2);
    assertThat(strip.getRGB(1, 0) & 0xFFFFFF).isZero();
    assertThat(strip.getRGB(2 * (SIDE + 2) + 1, 0) & 0xFFFFFF).isEqualTo(OUTLINE);
  }

  @Test
  void putsMapsOverPicturesByOneScale() {
    StructType schema =
        new StructType()
            .add("sample_id", DataTypes.StringType)
            .add("image", DataTypes.BinaryType)
            .add("anomaly_map", DataTypes.BinaryType)
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("pred_score", DataTypes.FloatType);
    byte[] black = bytes(HostTensor.zeros(DType.U8, 3, SIDE, SIDE));
    Dataset<Row> rows =
        table(
            schema,
            RowFactory.create("a", black, Floats.bytes(new float[] {0, 8}), 1, 2, 8f),
            RowFactory.create("b", black, Floats.bytes(new float[] {0, 4}), 1, 2, 4f));
    String html = View.anomalyMaps(rows.orderBy("sample_id"), 10);
    assertThat(html).startsWith("%html ").contains("blue 0.000, red 8.000");
    List<BufferedImage> pictures = pictures(html);
    assertThat(pictures).hasSize(4);
    // half of black and: blue, red; blue, green
    assertThat(rgb(pictures.get(1), 0)).isEqualTo(0x00007F);
    assertThat(rgb(pictures.get(1), SIDE - 1)).isEqualTo(0x7F0000);
    assertThat(rgb(pictures.get(3), 0)).isEqualTo(0x00007F);
    assertThat(rgb(pictures.get(3), SIDE - 1)).isEqualTo(0x007F00);
    assertThat(View.anomalyMaps(rows.where("pred_score > 9"), 10))
        .contains("There are no such rows.");
  }

  @Test
  void countsNumbersByRangesAndTextsByValue() {
    Dataset<Row> numbers =
        SPARK
            .range(0, 41)
            .select(col("id").cast("double").as("x"))
            .union(SPARK.range(3).select(lit(Double.NaN)))
            .union(SPARK.range(1).select(lit(Double.POSITIVE_INFINITY)))
            .union(SPARK.range(1).select(lit(null).cast("double")));
    List<String> lines = View.histogram(numbers, "x").lines().toList();
    assertThat(lines).hasSize(1 + 20 + 1).startsWith("%table x\tcount", "0.00000\t2", "2.00000\t2");
    assertThat(lines).endsWith("38.0000\t3", "no value\t5");
    Dataset<Row> same = SPARK.range(4).select(lit(7).as("x"), lit(null).cast("int").as("none"));
    assertThat(View.histogram(same, "x")).isEqualTo("%table x\tcount\n7.00000\t4");
    assertThat(View.histogram(same, "none")).isEqualTo("%table none\tcount\nno value\t4");
    Dataset<Row> texts =
        table(
            new StructType().add("a.b`c", DataTypes.StringType),
            IntStream.range(0, 4)
                .mapToObj(
                    i -> RowFactory.create(i == 0 ? "%html <b>\n%html\t" : i == 1 ? null : "x"))
                .toArray(Row[]::new));
    assertThat(View.histogram(texts, "a.b`c"))
        .isEqualTo("%table a.b`c\tcount\nx\t2\nno value\t1\n %html <b> %html \t1");
  }

  private static Dataset<Row> table(StructType schema, Row... rows) {
    return SPARK.createDataFrame(List.of(rows), schema);
  }

  private static byte[] bytes(HostTensor tensor) {
    return Safetensors.of("t", tensor).encode();
  }

  private static List<BufferedImage> pictures(String html) {
    List<BufferedImage> pictures = new ArrayList<>();
    Pattern.compile("data:image/png;base64,([^\"]+)\"")
        .matcher(html)
        .results()
        .forEach(found -> pictures.add(picture(found.group(1))));
    return pictures;
  }

  private static BufferedImage picture(String base64) {
    try {
      return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int rgb(BufferedImage picture, int x) {
    return picture.getRGB(x, 0) & 0xFFFFFF;
  }

  private static List<Integer> colors(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth() * picture.getHeight())
        .mapToObj(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) & 0xFFFFFF)
        .distinct()
        .toList();
  }
}
