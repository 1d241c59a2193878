package io.millrace.spark;

import io.millrace.decode.ColorMode;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.ImageInfo;
import io.millrace.decode.Limits;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.SampleRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** Decodes picture and mask of every sample: what the picture is, and what is wrong. */
record ReadSamples(
    Broadcast<SerializableConfiguration> configuration, Limits limits, LongAccumulator progress)
    implements MapPartitionsFunction<Row, Row> {
  private static final String UNREADABLE = "unreadable";

  /** What reading a sample tells. */
  static final StructType SCHEMA =
      new StructType()
          .add("sample_id", DataTypes.StringType)
          .add("format", DataTypes.StringType)
          .add("mode", DataTypes.StringType)
          .add("height", DataTypes.IntegerType)
          .add("width", DataTypes.IntegerType)
          .add("findings", DataTypes.createArrayType(FindingRows.SCHEMA));

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    ImageDecoder decoder = new ImageDecoder(limits);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .map(SampleRows::sample)
        .map(sample -> new Check(storage, decoder, sample, new ArrayList<>()).row(progress))
        .iterator();
  }

  /** The check of one sample. */
  private record Check(
      HadoopStorage storage, ImageDecoder decoder, Sample sample, List<Finding> findings) {
    Row row(LongAccumulator progress) {
      Optional<ImageInfo> picture =
          read(sample.image(), bytes -> decoder.decode(bytes, ColorMode.RGB, new Nowhere()));
      Optional<Source> mask = sample.source(Field.MASK);
      if (mask.isPresent() && sample.labelIndex() == Label.ABNORMAL) {
        mask(mask.get(), picture);
      }

      progress.add(1);
      return RowFactory.create(
          sample.id(),
          picture.map(ImageInfo::format).orElse(UNREADABLE),
          picture.map(ImageInfo::mode).orElse(UNREADABLE),
          picture.map(ImageInfo::height).orElse(0),
          picture.map(ImageInfo::width).orElse(0),
          findings.stream().map(FindingRows::row).toArray(Row[]::new));
    }

    private void mask(Source mask, Optional<ImageInfo> picture) {
      AnyPixel any = new AnyPixel();
      Optional<ImageInfo> info = read(mask, bytes -> decoder.decode(bytes, ColorMode.GRAY, any));
      if (info.isPresent() && !any.found) {
        add(Reason.EMPTY_MASK, mask, "has no pixel above 0");
      }

      if (info.isPresent() && picture.isPresent()) {
        compare(mask, size(info.get()), size(picture.get()));
      }
    }

    private void compare(Source mask, Size size, Size picture) {
      if (!picture.equals(size)) {
        add(Reason.SIZE_MISMATCH, mask, "is " + size + " but its picture is " + picture);
      }
    }

    private static Size size(ImageInfo info) {
      return new Size(info.height(), info.width());
    }

    private interface Reading {
      ImageInfo read(byte[] bytes) throws IOException;
    }

    private Optional<ImageInfo> read(Source source, Reading reading) {
      try {
        return Optional.of(reading.read(storage.read(source.path(), source.length())));
      } catch (IOException e) {
        findings.add(Finding.of(e, sample.id(), source.path()));
      }

      return Optional.empty();
    }

    private void add(Reason reason, Source source, String detail) {
      findings.add(new Finding(reason, sample.id(), source.path(), detail));
    }
  }

  /** Takes pixels and forgets them. */
  private static class Nowhere implements RowSink {
    @Override
    public void begin(int width, int height, int channels) {}

    @Override
    public void row(int y, byte[] pixels, int offset) {}
  }

  /** Remembers whether any pixel is above 0. */
  private static final class AnyPixel extends Nowhere {
    private int width;
    private boolean found;

    @Override
    public void begin(int width, int height, int channels) {
      this.width = width;
    }

    @Override
    public void row(int y, byte[] pixels, int offset) {
      for (int x = 0; x < width && !found; x++) {
        found = pixels[offset + x] != 0;
      }
    }
  }
}
