package io.millrace.spark.hadoop;

import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.store.ContentName;
import io.millrace.store.IndexFile;
import io.millrace.store.IndexRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Parts of the index as Parquet files, for Spark, Python and others to read. A part is small, so it
 * is read in one request, and its bytes are checked against its name.
 */
public final class ParquetIndex implements IndexFile {
  /** Small pages: a range of 64 rows costs a tenth of what it does with the usual ones. */
  private static final int PAGE_ROWS = 1000;

  private static final List<String> CLIP = List.of("first_frame", "frames", "video_frames");
  private static final MessageType STILLS = schema(List.of("image", "mask"));
  private static final MessageType ALL = schema(List.of("image", "mask", "depth"));

  private final HadoopStorage storage;

  /** An index whose parts lie on any of Hadoop's file systems. */
  public ParquetIndex(HadoopStorage storage) {
    this.storage = storage;
  }

  private static MessageType schema(List<String> files) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    text(message, "split");
    message.required(PrimitiveTypeName.INT32).named("row");
    text(message, "sample_id");
    text(message, "category");
    text(message, "label");
    message.required(PrimitiveTypeName.INT32).named("label_index");
    for (String field : files) {
      text(message, field + "_path");
      number(message, field + "_bytes");
      number(message, field + "_modified");
      text(message, field + "_sha256");
      text(message, field + "_codec");
    }

    if (files.contains("depth")) {
      for (String column : CLIP) {
        message.optional(PrimitiveTypeName.INT32).named(column);
      }
    }

    return message.named("index");
  }

  /** Parts of still pictures alone are as they always were. */
  private static MessageType schema(IndexRow row) {
    return row.depth().exists() || row.frames().isVideo() ? ALL : STILLS;
  }

  private static void text(Types.MessageTypeBuilder message, String name) {
    LogicalTypeAnnotation text = LogicalTypeAnnotation.stringType();
    if (isOptional(name)) {
      message.optional(PrimitiveTypeName.BINARY).as(text).named(name);
    } else {
      message.required(PrimitiveTypeName.BINARY).as(text).named(name);
    }
  }

  private static void number(Types.MessageTypeBuilder message, String name) {
    if (isOptional(name)) {
      message.optional(PrimitiveTypeName.INT64).named(name);
    } else {
      message.required(PrimitiveTypeName.INT64).named(name);
    }
  }

  private static boolean isOptional(String name) {
    return name.startsWith("mask_") || name.startsWith("depth_");
  }

  @Override
  public void write(Path file, List<IndexRow> rows) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutput(file))
            .withType(rows.isEmpty() ? STILLS : schema(rows.get(0)))
            .withConf(new Configuration(false))
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withPageRowCountLimit(PAGE_ROWS)
            .build()) {
      for (IndexRow row : rows) {
        writer.write(group(row));
      }
    }

    ParquetFooter.sort(file);
  }

  private static Group group(IndexRow row) {
    Group group =
        new SimpleGroup(schema(row))
            .append("split", row.split().text())
            .append("row", row.row())
            .append("sample_id", row.sampleId())
            .append("category", row.category())
            .append("label", row.label())
            .append("label_index", row.labelIndex().index());
    append(group, "image", row.image());
    if (row.mask().exists()) {
      append(group, "mask", row.mask());
    }

    if (row.depth().exists()) {
      append(group, "depth", row.depth());
    }

    if (row.frames().isVideo()) {
      group
          .append(CLIP.get(0), row.frames().first())
          .append(CLIP.get(1), row.frames().count())
          .append(CLIP.get(2), row.videoFrames());
    }

    return group;
  }

  private static void append(Group group, String field, IndexRow.FileFacts file) {
    group
        .append(field + "_path", file.path())
        .append(field + "_bytes", file.length())
        .append(field + "_modified", file.modified())
        .append(field + "_sha256", file.sha256())
        .append(field + "_codec", file.codec());
  }

  @Override
  public List<IndexRow> read(String path, long length) throws IOException {
    byte[] bytes = bytes(path, length);
    try (ParquetFileReader reader =
        ParquetFileReader.open(new MemoryInput(bytes), ParquetReadOptions.builder().build())) {
      return rows(reader);
    } catch (RuntimeException e) {
      throw damaged(path, e.getMessage(), e);
    }
  }

  private byte[] bytes(String path, long length) throws IOException {
    byte[] bytes;
    try {
      bytes = storage.read(path, length);
    } catch (FileNotFoundException e) {
      throw damaged(path, "it is missing", e);
    } catch (IOException e) {
      throw damaged(path, e.getMessage(), e);
    }

    String name = path.substring(path.lastIndexOf('/') + 1);
    if (bytes.length != length || !name.equals(ContentName.of(bytes) + ".parquet")) {
      throw damaged(path, "its bytes do not fit its name", null);
    }

    return bytes;
  }

  private static IOException damaged(String path, String why, Exception cause) {
    return new IOException(
        "Cannot read index part %s: %s (run 'millrace verify', then prepare the store again)"
            .formatted(path, why),
        cause);
  }

  private static List<IndexRow> rows(ParquetFileReader reader) throws IOException {
    List<IndexRow> rows = new ArrayList<>();
    MessageType found = reader.getFileMetaData().getSchema();
    MessageType schema = found.containsField(CLIP.get(0)) ? ALL : STILLS;
    MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
    for (PageReadStore pages = reader.readNextRowGroup();
        pages != null;
        pages = reader.readNextRowGroup()) {
      RecordReader<Group> records =
          columns.getRecordReader(pages, new GroupRecordConverter(schema));
      for (long i = 0; i < pages.getRowCount(); i++) {
        rows.add(row(records.read()));
      }
    }

    return rows;
  }

  private static IndexRow row(Group group) {
    return new IndexRow(
        Split.of(group.getString("split", 0)),
        group.getInteger("row", 0),
        group.getString("sample_id", 0),
        group.getString("category", 0),
        group.getString("label", 0),
        Label.of(group.getInteger("label_index", 0)),
        file(group, "image"),
        file(group, "mask"),
        file(group, "depth"),
        has(group, CLIP.get(0))
            ? new FrameRange(group.getInteger(CLIP.get(0), 0), group.getInteger(CLIP.get(1), 0))
            : FrameRange.WHOLE,
        has(group, CLIP.get(2)) ? group.getInteger(CLIP.get(2), 0) : 0);
  }

  private static boolean has(Group group, String column) {
    return group.getType().containsField(column) && group.getFieldRepetitionCount(column) > 0;
  }

  private static IndexRow.FileFacts file(Group group, String field) {
    if (!has(group, field + "_path")) {
      return IndexRow.FileFacts.NONE;
    }

    return new IndexRow.FileFacts(
        group.getString(field + "_path", 0),
        group.getLong(field + "_bytes", 0),
        group.getLong(field + "_modified", 0),
        group.getString(field + "_sha256", 0),
        group.getString(field + "_codec", 0));
  }
}
