package io.millrace.spark.rows;

import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.split.Membership;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The rows of the samples table: what users see, then what only we need. */
public final class SampleRows {
  /** The columns that users see of still pictures, in their order. */
  public static final StructType VISIBLE =
      new StructType()
          .add("sample_id", DataTypes.StringType, false)
          .add("category", DataTypes.StringType, false)
          .add("split", DataTypes.StringType, false)
          .add("label", DataTypes.StringType, false)
          .add("label_index", DataTypes.IntegerType, false)
          .add("image_path", DataTypes.StringType, false)
          .add("mask_path", DataTypes.StringType)
          .add("image_bytes", DataTypes.LongType, false)
          .add("image_modified", DataTypes.TimestampType, false);

  /**
   * The same with depth map and frames, with lengths and times, and what is wrong with the sample:
   * reason and detail. A video that is not cut yet has {@code video_frames} but no {@code
   * first_frame}, and a byte a frame that says whether it is abnormal, if that is known.
   */
  public static final StructType FULL =
      VISIBLE
          .add("mask_bytes", DataTypes.LongType)
          .add("mask_modified", DataTypes.LongType)
          .add("depth_path", DataTypes.StringType)
          .add("depth_bytes", DataTypes.LongType)
          .add("depth_modified", DataTypes.LongType)
          .add("first_frame", DataTypes.IntegerType)
          .add("frames", DataTypes.IntegerType)
          .add("video_frames", DataTypes.IntegerType)
          .add("frame_labels", DataTypes.BinaryType)
          .add("finding", DataTypes.StringType)
          .add("finding_detail", DataTypes.StringType);

  /** The same, each sample once, with all its splits as bits of {@link Membership}. */
  public static final StructType DIVIDED = FULL.add("splits", DataTypes.IntegerType, false);

  private static final int LABEL = FULL.fieldIndex("label");
  private static final int SPLIT = FULL.fieldIndex("split");
  private static final int IMAGE_PATH = FULL.fieldIndex("image_path");
  private static final int IMAGE_BYTES = FULL.fieldIndex("image_bytes");
  private static final int MASK_PATH = FULL.fieldIndex("mask_path");
  private static final int MASK_BYTES = FULL.fieldIndex("mask_bytes");
  private static final int DEPTH_PATH = FULL.fieldIndex("depth_path");
  private static final int FIRST_FRAME = FULL.fieldIndex("first_frame");
  private static final int FRAMES = FULL.fieldIndex("frames");
  private static final int VIDEO_FRAMES = FULL.fieldIndex("video_frames");
  private static final int FINDING = FULL.fieldIndex("finding");

  private SampleRows() {}

  /**
   * A row of {@link #FULL} from the files of a listing; the split is what the folder says.
   *
   * @param files the rows of its files; the picture must be there
   * @param finding code of the {@link Reason} and what was found; empty if nothing is wrong
   */
  public static Row row(Map<Field, Row> files, List<String> finding) {
    Row image = files.get(Field.IMAGE);
    Row mask = files.get(Field.MASK);
    Row depth = files.get(Field.DEPTH);
    Object[] values = new Object[FULL.length()];
    values[0] = image.getString(6);
    values[1] = image.getString(1);
    values[SPLIT] = image.getString(2);
    values[LABEL] = image.getString(3);
    values[LABEL + 1] = image.getInt(4);
    values[IMAGE_PATH] = EntryRows.path(image);
    values[IMAGE_BYTES] = image.getLong(8);
    values[IMAGE_BYTES + 1] = new Timestamp(image.getLong(9));
    if (mask != null) {
      values[MASK_PATH] = EntryRows.path(mask);
      values[MASK_BYTES] = mask.getLong(8);
      values[MASK_BYTES + 1] = mask.getLong(9);
    }

    if (depth != null) {
      values[DEPTH_PATH] = EntryRows.path(depth);
      values[DEPTH_PATH + 1] = depth.getLong(8);
      values[DEPTH_PATH + 2] = depth.getLong(9);
    }

    if (EntryRows.frames(image) > 0) {
      values[VIDEO_FRAMES] = EntryRows.frames(image);
    }

    for (int i = 0; i < finding.size(); i++) {
      values[FINDING + i] = finding.get(i);
    }

    return RowFactory.create(values);
  }

  /** A finding as {@link #row} takes it. */
  public static List<String> finding(Reason reason, String detail) {
    return List.of(reason.code(), detail);
  }

  static Object[] values(Row row) {
    Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }

    return values;
  }

  /** The sample's id. */
  public static String id(Row row) {
    return row.getString(0);
  }

  /** Why the sample is bad, where it is. */
  public static Finding found(Row row) {
    Reason reason = Reason.valueOf(row.getString(FINDING).toUpperCase(Locale.ROOT));
    return new Finding(reason, id(row), imagePath(row), row.getString(FINDING + 1));
  }

  /** The picture's path. */
  public static String imagePath(Row row) {
    return row.getString(IMAGE_PATH);
  }

  /** The columns that users see of samples of that kind. */
  public static Column[] visible(Contents contents) {
    return Arrays.stream(visibleSchema(contents).fieldNames())
        .map(functions::col)
        .toArray(Column[]::new);
  }

  /** The same as a schema. */
  public static StructType visibleSchema(Contents contents) {
    List<String> names = new ArrayList<>(Arrays.asList(VISIBLE.fieldNames()));
    if (contents.depth().exists()) {
      names.add(names.indexOf("mask_path"), "depth_path");
    }

    if (contents.clips().exist()) {
      names.addAll(List.of("first_frame", "frames"));
    }

    return new StructType(names.stream().map(FULL::apply).toArray(StructField[]::new));
  }

  /** All columns as one, for functions of a row. */
  public static Column whole(String... more) {
    List<String> names = new ArrayList<>(Arrays.asList(FULL.fieldNames()));
    names.addAll(Arrays.asList(more));
    return functions.struct(names.stream().map(functions::col).toArray(Column[]::new));
  }

  /** The row, as a member of that split. */
  public static Row inSplit(Row row, Split split) {
    Object[] values = values(row);
    values[SPLIT] = split.text();
    return RowFactory.create(values);
  }

  /** The row with the splits that its sample is in: one of {@link #DIVIDED}. */
  public static Row divided(Row row, byte splits) {
    Object[] values = Arrays.copyOf(values(row), row.length() + 1);
    values[row.length()] = (int) splits;
    return RowFactory.create(values);
  }

  /** The row with something wrong. */
  public static Row bad(Row row, Reason reason, String detail) {
    Object[] values = values(row);
    values[FINDING] = reason.code();
    values[FINDING + 1] = detail;
    return RowFactory.create(values);
  }

  /** The splits of a row of {@link #DIVIDED}, as bits of {@link Membership}. */
  public static byte splits(Row row) {
    return (byte) row.getInt(DIVIDED.length() - 1);
  }

  /** When the picture was changed last, milliseconds since 1970-01-01 UTC. */
  public static long imageModified(Row row) {
    return row.getTimestamp(IMAGE_BYTES + 1).getTime();
  }

  /** When a file was changed last, milliseconds since 1970-01-01 UTC; 0 where there is none. */
  public static long modified(Row row, Field field) {
    return switch (field) {
      case IMAGE -> imageModified(row);
      case MASK -> row.isNullAt(MASK_PATH) ? 0 : row.getLong(MASK_BYTES + 1);
      case DEPTH -> row.isNullAt(DEPTH_PATH) ? 0 : row.getLong(DEPTH_PATH + 2);
    };
  }

  /** Whether something is wrong with the sample. */
  public static boolean isBad(Row row) {
    return !row.isNullAt(FINDING);
  }

  /** The split column: in a table that is not divided yet, what the folder says. */
  public static Split split(Row row) {
    return Split.of(row.getString(SPLIT));
  }

  /** The category column. */
  public static String category(Row row) {
    return row.getString(1);
  }

  /** The label column. */
  public static Label label(Row row) {
    return Label.of(row.getInt(LABEL + 1));
  }

  /** A row as a sample; a video that is not cut means no frames of it. */
  public static Sample sample(Row row) {
    FrameRange frames =
        row.isNullAt(FIRST_FRAME)
            ? FrameRange.WHOLE
            : new FrameRange(row.getInt(FIRST_FRAME), row.getInt(FRAMES));
    int total = ClipRows.videoFrames(row);
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    sources.put(
        Field.IMAGE,
        new Source(row.getString(IMAGE_PATH), row.getLong(IMAGE_BYTES), frames, total));
    if (!row.isNullAt(MASK_PATH)) {
      sources.put(
          Field.MASK, new Source(row.getString(MASK_PATH), row.getLong(MASK_BYTES), frames, total));
    }

    if (!row.isNullAt(DEPTH_PATH)) {
      sources.put(Field.DEPTH, new Source(row.getString(DEPTH_PATH), row.getLong(DEPTH_PATH + 1)));
    }

    return new Sample(
        row.getString(0), category(row), split(row), row.getString(LABEL), label(row), sources);
  }
}
