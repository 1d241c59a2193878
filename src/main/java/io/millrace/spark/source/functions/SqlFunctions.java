package io.millrace.spark.source.functions;

import io.millrace.decode.Decoding;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.source.functions.SqlFunction.Binding;
import io.millrace.spark.source.functions.SqlFunction.Manual;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/** All functions for SQL, each with its twin that gives null for what cannot be read. */
public final class SqlFunctions {
  private static final String IMAGE =
      "image - BINARY: the bytes of a picture's file, or safetensors or NPZ of one picture, 3 x height x width, uint8 or float32 in [0, 1]";

  private static final Manual IMAGE_INFO =
      new Manual(
          "(image)",
          "struct of width, height, channels, bits, codec, as stored, from the header alone.",
          "image - STRING: path of a picture's file, of which the head is read; or BINARY: its bytes. TIFFs of any kind, depth maps too",
          "SELECT %s(path).width FROM binaryFile.`/data/bottle/train/good`;",
          List.of());

  private static final Manual DECODE =
      new Manual(
          "(image)",
          "struct of height, width, channels (3), data: RGB, height x width x 3 bytes.",
          IMAGE,
          "SELECT %s(content).data FROM binaryFile.`/data/bottle/train/good`;",
          List.of());

  private static final Manual THUMBNAIL =
      new Manual(
          "(image[, longest_edge])",
          "a small PNG as BINARY, never larger than the picture.",
          IMAGE + "\nlongest_edge - INT: pixels, 96 unless given",
          "SELECT base64(%s(content, 96)) FROM binaryFile.`/data/bottle/train/good`;",
          List.of(96));

  private static final Manual SAFETENSORS =
      new Manual(
          "(image, shape, dtype)",
          "safetensors of one sample as BINARY, no batch axis: what DJL's BinaryPredictor takes.",
          IMAGE
              + ", brought to that shape; or numbers of any shape, row-major, little-endian, as they are"
              + "\nshape - ARRAY<INT>: of a picture array(3, height, width)"
              + "\ndtype - STRING: uint8, or float32, for pictures in [0, 1]",
          "SELECT %s(content, array(3, 256, 256), 'float32') FROM binaryFile.`/data/bottle/train/good`;",
          List.of());

  private static final Manual IMAGE_STRUCT =
      new Manual(
          "(image[, origin])",
          "struct of origin, height, width, nChannels, mode, data: Spark's image schema, BGR, CV_8UC3.",
          IMAGE + "\norigin - STRING: where it comes from, empty unless given",
          "SELECT image.* FROM (SELECT %s(content, path) image FROM binaryFile.`/data/bottle/train/good`);",
          List.of(""));

  private static final Manual TENSOR =
      new Manual(
          "(npz[, name])",
          "struct of shape, dtype, data (ARRAY<DOUBLE>, row-major): reads NPZ or safetensors.",
          "npz - BINARY, such as the output of DJL's BinaryPredictor or the column of mapBatches"
              + "\nname - STRING: of the tensor, where there are several",
          "SELECT aggregate(%s(embedding).data, 0D, (sum, x) -> sum + x * x) FROM embeddings;",
          List.of(""));

  private SqlFunctions() {}

  /** The functions in the order of the README. */
  public static List<SqlFunction> all() {
    List<SqlFunction> all = new ArrayList<>();
    add(all, "image_info", IMAGE_INFO, SqlFunctions::header);
    add(all, "decode", DECODE, first -> new Decode(image()));
    add(all, "thumbnail", THUMBNAIL, first -> new SmallPng(image()));
    add(all, "safetensors", SAFETENSORS, first -> new ToSafetensors(image()));
    add(all, "image_struct", IMAGE_STRUCT, first -> new ImageStruct(image()));
    add(all, "tensor", TENSOR, first -> new ReadTensor());
    return all;
  }

  private static void add(List<SqlFunction> all, String stem, Manual manual, Binding binding) {
    all.add(new SqlFunction(stem, manual, binding, OnBadSample.FAIL));
    all.add(new SqlFunction(stem, manual, binding, OnBadSample.QUARANTINE));
  }

  private static ImageArgument image() {
    return new ImageArgument(Decoding.best());
  }

  private static Work header(DataType first) {
    if (!first.equals(DataTypes.StringType)) {
      return new Headers.OfBytes();
    }

    SparkSession spark = SparkSession.active();
    SerializableConfiguration configuration =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    return new PathHeader(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(configuration));
  }
}
