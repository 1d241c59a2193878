package io.millrace.spark.source.functions;

import io.millrace.decode.ImageHeader;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.storage.FileEntry;
import io.millrace.storage.RangeFile;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The header of a file, of which the first 64 KiB are read, and more only where the header goes on:
 * a long profile before a JPEG's size, the directory at the end of a TIFF, WebP.
 *
 * @param configuration of the file systems
 */
record PathHeader(Broadcast<SerializableConfiguration> configuration) implements Work {
  private static final int HEAD = 1 << 16;
  private static final int STEP = 16;
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.StringType};
  }

  @Override
  public DataType resultType() {
    return Headers.TYPE;
  }

  @Override
  public Object of(InternalRow arguments) throws IOException {
    Storage storage = new HadoopStorage(configuration.value().value());
    return Headers.row(read(storage, subject(arguments)));
  }

  @Override
  public String subject(InternalRow arguments) {
    return arguments.getString(0);
  }

  static ImageHeader read(Storage storage, String path) throws IOException {
    FileEntry file =
        storage
            .find(path)
            .filter(found -> !found.folder())
            .orElseThrow(() -> new UnreadableException(Reason.UNREADABLE, "is no file"));
    try (RangeFile input = storage.open(path, file.length())) {
      int most = (int) Math.min(LARGEST, file.length());
      int length = Math.min(HEAD, most);
      while (true) {
        byte[] head = new byte[length];
        input.read(0, ByteBuffer.wrap(head));
        try {
          return ImageHeader.read(head);
        } catch (UnreadableException e) {
          if (length == most || !mayGoOn(e.reason())) {
            throw e;
          }
        }

        length = (int) Math.min(STEP * (long) length, most);
      }
    }
  }

  private static boolean mayGoOn(Reason reason) {
    return reason == Reason.TRUNCATED || reason == Reason.CORRUPT;
  }

  /** A query has one session, and a session one configuration. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PathHeader;
  }

  @Override
  public int hashCode() {
    return PathHeader.class.hashCode();
  }
}
