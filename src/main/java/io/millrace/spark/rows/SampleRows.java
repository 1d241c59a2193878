package io.millrace.spark.rows;

import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.split.Membership;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows of the samples table: what users see, then what only we need. */
public final class SampleRows {
  /** The table that users see, columns in their order. */
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
   * The same with the mask's length and time, and what is wrong with the sample: reason and detail.
   */
  public static final StructType FULL =
      VISIBLE
          .add("mask_bytes", DataTypes.LongType)
          .add("mask_modified", DataTypes.LongType)
          .add("finding", DataTypes.StringType)
          .add("finding_detail", DataTypes.StringType);

  /** The same, each sample once, with all its splits as bits of {@link Membership}. */
  public static final StructType DIVIDED = FULL.add("splits", DataTypes.IntegerType, false);

  private static final int SPLIT = FULL.fieldIndex("split");
  private static final int MASK_PATH = FULL.fieldIndex("mask_path");
  private static final int FINDING = FULL.fieldIndex("finding");

  private SampleRows() {}

  /**
   * The mask of a sample, and what is wrong with the pair.
   *
   * @param path empty if there is none
   * @param bytes its length
   * @param modified its modification time, milliseconds since 1970-01-01 UTC
   * @param finding code of the {@link Reason}, empty if nothing is wrong
   * @param detail what was found
   */
  public record Mask(String path, long bytes, long modified, String finding, String detail) {
    /** No mask, and nothing wrong with that. */
    public static final Mask NONE = new Mask("", 0, 0, "", "");

    /** The mask of a listed file. */
    public static Mask of(Row entry) {
      return new Mask(EntryRows.path(entry), entry.getLong(8), entry.getLong(9), "", "");
    }

    /** No mask, and why that is wrong. */
    public static Mask bad(Reason reason, String detail) {
      return NONE.but(reason, detail);
    }

    /** The same mask, and what is wrong with it. */
    public Mask but(Reason reason, String detail) {
      return new Mask(path, bytes, modified, reason.code(), detail);
    }
  }

  /** A row of {@link #FULL} from a picture of a listing; the split is what the folder says. */
  public static Row row(Row image, Mask mask) {
    boolean hasMask = !mask.path.isEmpty();
    boolean isBad = !mask.finding.isEmpty();
    return RowFactory.create(
        image.getString(6),
        image.getString(1),
        image.getString(2),
        image.getString(3),
        image.getInt(4),
        EntryRows.path(image),
        hasMask ? mask.path : null,
        image.getLong(8),
        new Timestamp(image.getLong(9)),
        hasMask ? mask.bytes : null,
        hasMask ? mask.modified : null,
        isBad ? mask.finding : null,
        isBad ? mask.detail : null);
  }

  /** The sample's id. */
  public static String id(Row row) {
    return row.getString(0);
  }

  /** Code of the {@link Reason} why the sample is bad, where it is. */
  public static String finding(Row row) {
    return row.getString(FINDING);
  }

  /** What was found, where the sample is bad. */
  public static String findingDetail(Row row) {
    return row.getString(FINDING + 1);
  }

  /** The picture's path. */
  public static String imagePath(Row row) {
    return row.getString(5);
  }

  /** The visible columns. */
  public static Column[] visible() {
    return Arrays.stream(VISIBLE.fieldNames()).map(functions::col).toArray(Column[]::new);
  }

  /** The row, as a member of that split. */
  public static Row inSplit(Row row, Split split) {
    Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == SPLIT ? split.text() : row.get(i);
    }

    return RowFactory.create(values);
  }

  /** The row with the splits that its sample is in: one of {@link #DIVIDED}. */
  public static Row divided(Row row, byte splits) {
    Object[] values = new Object[row.length() + 1];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }

    values[row.length()] = (int) splits;
    return RowFactory.create(values);
  }

  /** The splits of a row of {@link #DIVIDED}, as bits of {@link Membership}. */
  public static byte splits(Row row) {
    return (byte) row.getInt(DIVIDED.length() - 1);
  }

  /** When the picture was changed last, milliseconds since 1970-01-01 UTC. */
  public static long imageModified(Row row) {
    return row.getTimestamp(8).getTime();
  }

  /** When the mask was changed last, milliseconds since 1970-01-01 UTC; 0 where there is none. */
  public static long maskModified(Row row) {
    return row.isNullAt(MASK_PATH) ? 0 : row.getLong(10);
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
    return Label.of(row.getInt(4));
  }

  /** A row as a sample. */
  public static Sample sample(Row row) {
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    sources.put(Field.IMAGE, new Source(row.getString(5), row.getLong(7)));
    if (!row.isNullAt(MASK_PATH)) {
      sources.put(Field.MASK, new Source(row.getString(MASK_PATH), row.getLong(9)));
    }

    return new Sample(
        row.getString(0), category(row), split(row), row.getString(3), label(row), sources);
  }
}
