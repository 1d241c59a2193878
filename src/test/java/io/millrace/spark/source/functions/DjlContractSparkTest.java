package io.millrace.spark.source.functions;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.feed.BatchFunction;
import io.millrace.feed.NamedValues;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.spark.LocalSpark;
import io.millrace.spark.MapColumns;
import io.millrace.spark.source.MillraceExtensions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What DJL's Spark extension takes and gives, by DJL's own readers and writers: it reads bytes by
 * {@code NDList.decode}, pictures by {@code ImageFactory.fromPixels}, and writes NPZ.
 */
class DjlContractSparkTest {
  private static final SparkSession SPARK = LocalSpark.session().newSession();
  private static final StructType FILES =
      new StructType().add("sample_id", DataTypes.StringType).add("content", DataTypes.BinaryType);
  private static final int WIDTH = 5;
  private static final int HEIGHT = 4;

  @BeforeAll
  static void register() throws IOException {
    MillraceExtensions.register(SPARK);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    IntStream.range(0, WIDTH * HEIGHT)
        .forEach(i -> image.setRGB(i % WIDTH, i / WIDTH, rgb(i % WIDTH, i / WIDTH)));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    view("files", png.toByteArray());
  }

  private static int rgb(int x, int y) {
    return (40 * x) << 16 | (60 * y) << 8 | (255 - x);
  }

  private static int level(int channel, int y, int x) {
    return (rgb(x, y) >> (8 * (2 - channel))) & 0xFF;
  }

  private static void view(String name, byte[]... contents) {
    List<Row> rows =
        IntStream.range(0, contents.length)
            .mapToObj(i -> RowFactory.create("s" + i, contents[i]))
            .toList();
    SPARK.createDataFrame(rows, FILES).coalesce(1).createOrReplaceTempView(name);
  }

  private static Row one(String sql) {
    return SPARK.sql(sql).collectAsList().get(0);
  }

  @Test
  void djlReadsOneSampleWithoutABatchAxis() {
    for (String dtype : new String[] {"uint8", "float32"}) {
      byte[] bytes =
          one("SELECT mr_safetensors(content, array(3, 4, 5), '%s') FROM files".formatted(dtype))
              .getAs(0);
      try (NDManager manager = NDManager.newBaseManager()) {
        NDArray array = NDList.decode(manager, bytes).singletonOrThrow();
        NDArray levels = dtype.equals("uint8") ? array : array.mul(255).round();

        assertThat(array.getDataType())
            .isEqualTo(dtype.equals("uint8") ? DataType.UINT8 : DataType.FLOAT32);
        assertThat(array.getShape()).isEqualTo(new Shape(3, HEIGHT, WIDTH));
        int[] all = levels.toType(DataType.INT32, false).toIntArray();
        for (int i = 0; i < all.length; i++) {
          int pixel = i % (WIDTH * HEIGHT);
          assertThat(all[i]).isEqualTo(level(i / (WIDTH * HEIGHT), pixel / WIDTH, pixel % WIDTH));
        }
      }
    }
  }

  @Test
  void djlReadsTheSampleThatItResized() {
    byte[] bytes =
        one("SELECT mr_safetensors(mr_safetensors(content, array(3, 4, 5), 'float32'), array(3, 2, 2), 'float32') FROM files")
            .getAs(0);
    byte[] direct =
        one("SELECT mr_safetensors(content, array(3, 2, 2), 'float32') FROM files").getAs(0);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray array = NDList.decode(manager, bytes).singletonOrThrow();
      NDArray expected = NDList.decode(manager, direct).singletonOrThrow();

      assertThat(array.getShape()).isEqualTo(new Shape(3, 2, 2));
      assertThat(array.allClose(expected, 1e-6, 1e-6, false)).isTrue();
    }
  }

  @Test
  void theImageStructIsThePictureOfAnImageEmbedder() {
    Row row =
        one(
            "SELECT image.* FROM (SELECT mr_image_struct(content, 's3a://b/a.png') image FROM files)");
    assertThat(row.schema().toDDL())
        .isEqualTo("origin STRING,height INT,width INT,nChannels INT,mode INT,data BINARY");
    assertThat(
            List.of(row.getString(0), row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
        .hasToString("[s3a://b/a.png, 4, 5, 3, 16]");
    byte[] bgr = row.getAs("data");
    int[] pixels = // as the extension makes them of Spark's image rows
        IntStream.range(0, bgr.length / 3)
            .map(
                i ->
                    (bgr[3 * i + 2] & 0xFF) << 16
                        | (bgr[3 * i + 1] & 0xFF) << 8
                        | (bgr[3 * i] & 0xFF))
            .toArray();
    try (NDManager manager = NDManager.newBaseManager()) {
      Image image = ImageFactory.getInstance().fromPixels(pixels, row.getInt(2), row.getInt(1));
      NDArray array = image.toNDArray(manager);

      assertThat(array.getShape()).isEqualTo(new Shape(HEIGHT, WIDTH, 3));
      byte[] rgb = array.toType(DataType.UINT8, false).toByteArray();
      for (int i = 0; i < rgb.length; i++) {
        int pixel = i / 3;
        assertThat(rgb[i] & 0xFF).isEqualTo(level(i % 3, pixel / WIDTH, pixel % WIDTH));
      }
    }
  }

  @Test
  void readsTheNpzThatDjlWrites() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray map = manager.create(new float[] {0.5f, -1, 3e9f, 4, 5, 6}, new Shape(2, 3));
      NDArray count = manager.create(new long[] {1L << 40});
      NDArray half = manager.create(new float[] {0.25f}).toType(DataType.FLOAT16, false);
      map.setName("map");
      count.setName("count");
      half.setName("half");
      view("npz", new NDList(map).encode(NDList.Encoding.NPZ));
      view("several", new NDList(map, count, half).encode(NDList.Encoding.NPZ));
    }

    assertThat(one("SELECT t.shape, t.dtype, t.data FROM (SELECT mr_tensor(content) t FROM npz)"))
        .hasToString(
            "[ArraySeq(2, 3),float32,ArraySeq(0.5, -1.0, 3.0E9, 4.0, 5.0, 6.0)]"
                .replace("ArraySeq", "WrappedArray"));
    assertThat(
            one(
                "SELECT mr_tensor(content, 'count').data[0], mr_tensor(content, 'half').data[0] FROM several"))
        .hasToString("[1.099511627776E12,0.25]");
    assertThat(one("SELECT mr_try_tensor(content) IS NULL FROM several").getBoolean(0)).isTrue();
  }

  @Test
  void mapsTheNpzThatDjlWrites() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray maps = manager.arange(24f).reshape(2, 3, 2, 2);
      view(
          "maps",
          new NDList(maps.get(0)).encode(NDList.Encoding.NPZ),
          new NDList(maps.get(1)).encode(NDList.Encoding.NPZ));
    }
    BatchFunction largest =
        device ->
            batch -> {
              HostTensor images = batch.host().tensors().get(ItemField.IMAGE);
              return NamedValues.of(
                  "last",
                  IntStream.range(0, batch.size())
                      .mapToObj(i -> images.slice(i).data().getFloat(11 * Float.BYTES))
                      .toList());
            };
    Dataset<Row> scores =
        new MapColumns("content", 8)
            .map(SPARK.table("maps"), largest, new StructType().add("last", DataTypes.FloatType));

    assertThat(scores.orderBy("sample_id").collectAsList()).hasToString("[[s0,11.0], [s1,23.0]]");
  }
}
