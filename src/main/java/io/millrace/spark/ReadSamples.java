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
import io.millrace.sample.UnreadableException;
import io.millrace.spark.hadoop.HadoopStorage;
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
import org.apache.spark.util.SerializableConfiguration;

/** Decodes picture and mask of every sample and gives what is wrong with them. */
record ReadSamples(Broadcast<SerializableConfiguration> configuration, Limits limits)
    implements MapPartitionsFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    ImageDecoder decoder = new ImageDecoder(limits);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .map(SampleRows::sample)
        .flatMap(sample -> new Check(storage, decoder, sample).findings().stream())
        .map(FindingRows::row)
        .iterator();
  }

  /** The check of one sample. */
  private record Check(HadoopStorage storage, ImageDecoder decoder, Sample sample) {
    List<Finding> findings() {
      List<Finding> findings = new ArrayList<>();
      Optional<Size> picture =
          read(sample.image(), findings, bytes -> size(bytes, ColorMode.RGB, new Nowhere()));
      Optional<Source> mask = sample.source(Field.MASK);
      if (mask.isPresent() && sample.labelIndex() == Label.ABNORMAL) {
        AnyPixel any = new AnyPixel();
        Optional<Size> size = read(mask.get(), findings, bytes -> size(bytes, ColorMode.GRAY, any));
        size.ifPresent(found -> compare(mask.get(), found, picture, findings));
        if (size.isPresent() && !any.found) {
          findings.add(finding(Reason.EMPTY_MASK, mask.get(), "has no pixel above 0"));
        }
      }

      return findings;
    }

    private void compare(Source mask, Size size, Optional<Size> picture, List<Finding> findings) {
      if (picture.isPresent() && !picture.get().equals(size)) {
        String detail = "is " + size + " but its picture is " + picture.get();
        findings.add(finding(Reason.SIZE_MISMATCH, mask, detail));
      }
    }

    private Size size(byte[] bytes, ColorMode mode, RowSink sink) throws UnreadableException {
      ImageInfo info = decoder.decode(bytes, mode, sink);
      return new Size(info.height(), info.width());
    }

    private interface Reading {
      Size read(byte[] bytes) throws IOException;
    }

    private Optional<Size> read(Source source, List<Finding> findings, Reading reading) {
      try {
        return Optional.of(reading.read(storage.read(source.path(), source.length())));
      } catch (UnreadableException e) {
        findings.add(e.finding(sample.id(), source.path()));
      } catch (IOException e) {
        findings.add(finding(Reason.UNREADABLE, source, "cannot be read: " + e.getMessage()));
      }

      return Optional.empty();
    }

    private Finding finding(Reason reason, Source source, String detail) {
      return new Finding(reason, sample.id(), source.path(), detail);
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
