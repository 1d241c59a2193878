package io.millrace.spark.rows;

import io.millrace.datasets.Entry;
import io.millrace.datasets.Place;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.storage.FileEntry;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows of a listing: one a file, saying what the data set's layout makes of it. */
public final class EntryRows {
  /** Role of a row that is no file but a folder still to be listed. */
  public static final String FOLDER = "FOLDER";

  /** Role of a link that leads back to a folder above it. */
  public static final String LOOP = "LOOP";

  /** Role of a folder that could not be listed. */
  public static final String UNLISTED = "UNLISTED";

  /** The columns of a row. */
  public static final StructType SCHEMA =
      new StructType()
          .add("role", DataTypes.StringType)
          .add("category", DataTypes.StringType)
          .add("folder_split", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("label_index", DataTypes.IntegerType)
          .add("keys", DataTypes.createArrayType(DataTypes.StringType))
          .add("sample_id", DataTypes.StringType)
          .add("path", DataTypes.StringType)
          .add("bytes", DataTypes.LongType)
          .add("modified", DataTypes.LongType)
          .add("detail", DataTypes.StringType)
          .add("frames", DataTypes.IntegerType);

  private EntryRows() {}

  /** Whether it is a folder still to be listed. */
  public static boolean isFolder(Row row) {
    return row.getString(0).equals(FOLDER);
  }

  /** Whether it is a folder that could not be listed. */
  public static boolean isUnlisted(Row row) {
    return row.getString(0).equals(UNLISTED);
  }

  /** What is wrong with a folder that is passed over. */
  public static String detail(Row row) {
    return row.getString(10);
  }

  /** Whether it has that role. */
  public static boolean is(Row row, Entry.Role role) {
    return row.getString(0).equals(role.name());
  }

  /** What the file is. */
  public static Entry.Role role(Row row) {
    return Entry.Role.valueOf(row.getString(0));
  }

  /** The split that its folder stands for. */
  public static Split split(Row row) {
    return Split.of(row.getString(2));
  }

  /** The label that its folder stands for. */
  public static Label label(Row row) {
    return Label.of(row.getInt(4));
  }

  /** Whether it is a picture with a defect. */
  public static boolean isAbnormal(Row row) {
    return is(row, Entry.Role.IMAGE) && row.getInt(4) == Label.ABNORMAL.index();
  }

  /** How many pictures of a folder it stands for; 0 for a file. */
  public static int frames(Row row) {
    return row.getInt(11);
  }

  /** The folder that a frame or its mask is in: full path. */
  public static String parent(Row row) {
    String path = path(row);
    return path.substring(0, path.lastIndexOf('/'));
  }

  /**
   * One picture of a folder as the folder: a video, or the masks of one, so far of that frame
   * alone.
   */
  public static Row folderOf(Row row) {
    String id = row.getString(6);
    Entry.Role role = is(row, Entry.Role.FRAME) ? Entry.Role.IMAGE : Entry.Role.MASK;
    return RowFactory.create(
        role.name(),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        keys(row),
        id.substring(0, Math.max(0, id.lastIndexOf('/'))),
        parent(row),
        row.getLong(8),
        row.getLong(9),
        "",
        1);
  }

  /** Two parts of a folder together. */
  public static Row together(Row one, Row other) {
    Object[] values = new Object[one.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = one.get(i);
    }

    values[8] = one.getLong(8) + other.getLong(8);
    values[9] = Math.max(one.getLong(9), other.getLong(9));
    values[11] = frames(one) + frames(other);
    return RowFactory.create(values);
  }

  /** The keys by which pictures and masks are joined. */
  public static String[] keys(Row row) {
    return row.getAs(5);
  }

  /** Full path. */
  public static String path(Row row) {
    return row.getString(7);
  }

  /** A file, and what the layout makes of it. */
  public static Row file(Place place, String relative, FileEntry file, Entry entry) {
    return RowFactory.create(
        entry.role().name(),
        place.category(),
        entry.folder().split().text(),
        entry.folder().label(),
        entry.folder().labelIndex().index(),
        entry.keys().toArray(new String[0]),
        place.id(relative),
        file.path(),
        file.length(),
        file.modified(),
        "",
        0);
  }

  /** A folder that is passed over, with the reason. */
  public static Row passedOver(String role, Place place, String path, String detail) {
    Entry none = Entry.UNUSED;
    return RowFactory.create(
        role,
        place.category(),
        none.folder().split().text(),
        "",
        none.folder().labelIndex().index(),
        new String[0],
        "",
        path,
        0L,
        0L,
        detail,
        0);
  }
}
