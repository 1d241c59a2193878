package io.millrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Model;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.spark.task.binary.BinaryPredictor;
import ai.djl.spark.task.vision.ImageEmbedder;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import io.millrace.spark.LocalSpark;
import io.millrace.spark.source.MillraceExtensions;
import java.awt.image.BufferedImage;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our columns through the real classes of DJL's Spark extension: only in the profile djl-spark. */
class DjlSparkExtensionSparkTest {
  private static final SparkSession SPARK = LocalSpark.session().newSession();
  private static final int SIDE = 8;

  @TempDir private Path folder;

  @BeforeEach
  void draw() throws Exception {
    MillraceExtensions.register(SPARK);
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 3; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int at = 0; at < SIDE * SIDE; at++) {
        image.setRGB(at % SIDE, at / SIDE, rgb(i, at));
      }
      ImageIO.write(image, "png", pictures.resolve(i + ".png").toFile());
    }
    SPARK
        .read()
        .format("binaryFile")
        .load(pictures.toString())
        .coalesce(1)
        .createOrReplaceTempView("files");
  }

  private static int rgb(int picture, int at) {
    return (10 * picture + at) << 16 | (2 * at) << 8 | 90;
  }

  /** The numbers that the picture has as a tensor, 3 x 8 x 8. */
  private static double[] levels(int picture) {
    return IntStream.range(0, 3 * SIDE * SIDE)
        .mapToDouble(i -> rgb(picture, i % (SIDE * SIDE)) >> 8 * (2 - i / (SIDE * SIDE)) & 0xFF)
        .toArray();
  }

  @Test
  void theBinaryPredictorTakesSafetensorsAndItsNpzIsReadBack() throws Exception {
    Optional<Traced> traced = Traced.into(folder);
    assumeTrue(traced.isPresent(), "no Python with torch here: set MILLRACE_PYTHON to one");
    BinaryPredictor predictor = new BinaryPredictor();
    predictor.setInputCol("sample");
    predictor.setOutputCol("npz");
    predictor.setEngine("PyTorch");
    predictor.setModelUrl(Path.of(traced.get().file("scale")).toUri().toString());
    predictor.setBatchifier("stack");

    Dataset<Row> scored =
        predictor.predict(
            SPARK.sql(
                "SELECT path, mr_safetensors(content, array(3, 8, 8), 'uint8') AS sample FROM files ORDER BY path"));
    List<Row> rows =
        scored.selectExpr("mr_tensor(npz).shape", "mr_tensor(npz).data").collectAsList();

    assertThat(rows).hasSize(3);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).getList(0)).hasToString("[3, 8, 8]");
      double[] halves = rows.get(i).<Double>getList(1).stream().mapToDouble(d -> 2 * d).toArray();
      assertThat(halves).isEqualTo(levels(i));
    }
  }

  @Test
  void theImageEmbedderTakesTheImageStruct() throws Exception {
    Optional<Traced> traced = Traced.into(folder);
    assumeTrue(traced.isPresent(), "no Python with torch here: set MILLRACE_PYTHON to one");
    ImageEmbedder embedder = new ImageEmbedder();
    embedder.setInputCols(new String[] {"origin", "height", "width", "nChannels", "mode", "data"});
    embedder.setOutputCol("embedding");
    embedder.setEngine("PyTorch");
    embedder.setModelUrl(Path.of(traced.get().file("scale")).toUri().toString());
    embedder.setTranslatorFactory(new Levels());

    List<Row> rows =
        embedder
            .embed(
                SPARK.sql(
                    "SELECT image.* FROM (SELECT mr_image_struct(content, path) AS image FROM files ORDER BY path)"))
            .collectAsList();

    assertThat(rows).hasSize(3);
    for (int i = 0; i < rows.size(); i++) {
      List<Byte> halves = rows.get(i).getList(6);
      double[] expected = levels(i);
      for (int at = 0; at < expected.length; at++) {
        assertThat(halves.get(at) & 0xFF).isEqualTo((int) (expected[at] / 2));
      }
    }
  }

  /** DJL's own translator for the embedder gives floats where it must give bytes. */
  private static final class Levels implements TranslatorFactory, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
      return Set.of(new Pair<>(Image.class, byte[].class));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Translator<I, O> newInstance(
        Class<I> input, Class<O> output, Model model, Map<String, ?> arguments) {
      return (Translator<I, O>) new LevelTranslator();
    }
  }

  private static final class LevelTranslator implements Translator<Image, byte[]> {
    @Override
    public NDList processInput(TranslatorContext context, Image input) {
      NDArray pixels = input.toNDArray(context.getNDManager());
      return new NDList(pixels.transpose(2, 0, 1).toType(DataType.UINT8, false));
    }

    @Override
    public byte[] processOutput(TranslatorContext context, NDList list) {
      return list.singletonOrThrow().toType(DataType.UINT8, false).toByteArray();
    }

    @Override
    public Batchifier getBatchifier() {
      return Batchifier.STACK;
    }
  }
}
