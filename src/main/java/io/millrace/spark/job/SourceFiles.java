package io.millrace.spark.job;

import io.millrace.sample.Field;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.storage.FileEntry;
import io.millrace.store.IndexRow;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the source files themselves, which must still be those that were listed. They are only ever
 * read. Safe for use by several threads.
 */
record SourceFiles(HadoopStorage storage) implements Fetch {
  private static final long MILLIS = 1000;

  @Override
  public Fetched fetch(Member member) {
    Fetched files = new Fetched(member);
    for (Field field : Field.values()) {
      if (member.file(field).exists()) {
        files.with(field, () -> read(member.file(field)));
      }
    }

    return files;
  }

  private byte[] read(IndexRow.FileFacts file) throws IOException {
    byte[] bytes = bytes(file);
    if (bytes.length != file.length()) {
      throw changed("has %d bytes, not %d as listed".formatted(bytes.length, file.length()));
    }

    // an object store would be asked once more for each file
    if (storage.tellsTimes(file.path())) {
      refuseChanged(file);
    }

    return bytes;
  }

  private byte[] bytes(IndexRow.FileFacts file) throws IOException {
    try {
      return storage.read(file.path(), file.length());
    } catch (UnreadableException | EOFException e) {
      refuseChanged(file);
      throw e;
    } catch (IOException e) {
      refuseChanged(file);
      // a network may fail once
      return storage.read(file.path(), file.length());
    }
  }

  private void refuseChanged(IndexRow.FileFacts file) throws IOException {
    Optional<FileEntry> now = storage.find(file.path());
    if (now.isEmpty()) {
      throw changed("was deleted");
    }

    if (now.get().length() != file.length()) {
      throw changed("has %d bytes, not %d as listed".formatted(now.get().length(), file.length()));
    }

    if (seconds(now.get().modified(), file) != seconds(file.modified(), file)) {
      throw changed("was written to");
    }
  }

  /** Object stores tell milliseconds when they list, and none of one object. */
  private long seconds(long millis, IndexRow.FileFacts file) {
    return storage.tellsTimes(file.path()) ? millis : millis / MILLIS;
  }

  private static UnreadableException changed(String how) {
    return new UnreadableException(Reason.CHANGED, "was changed while it was prepared: it " + how);
  }
}
