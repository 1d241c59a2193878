package io.millrace.spark.job;

import io.millrace.datasets.FileNames;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.storage.FileEntry;
import io.millrace.storage.RangeFile;
import io.millrace.store.IndexRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What files of videos are: a file, or a folder of pictures, which must still be what was listed. A
 * folder's hash is that of all its pictures one after the other, by name.
 */
record VideoFiles(HadoopStorage storage) {
  private static final int BLOCK = 1 << 20;

  /** The same with its hash and its kind; the bytes are read a block at a time. */
  IndexRow.FileFacts facts(IndexRow.FileFacts file) throws IOException {
    FileEntry now =
        storage.find(file.path()).orElseThrow(() -> new FileNotFoundException("was deleted"));
    List<FileEntry> files = now.folder() ? pictures(now.path()) : List.of(now);
    check(
        file,
        files.stream().mapToLong(FileEntry::length).sum(),
        files.stream().mapToLong(FileEntry::modified).max().orElse(0));
    String kind = now.folder() ? "folder" : suffix(now.name());
    return new IndexRow.FileFacts(file.path(), file.length(), file.modified(), sha256(files), kind);
  }

  /** The hash of a file, or of the pictures of a folder, as they are now: 64 hex digits. */
  String sha256(String path) throws IOException {
    FileEntry now = storage.find(path).orElseThrow(() -> new FileNotFoundException("was deleted"));
    return sha256(now.folder() ? pictures(path) : List.of(now));
  }

  private List<FileEntry> pictures(String folder) throws IOException {
    return storage.list(folder).stream()
        .filter(file -> !file.folder() && FileNames.isPicture(file.name()))
        .sorted(Comparator.comparing(FileEntry::name, PathOrder.BY_CODE_POINT))
        .toList();
  }

  private String sha256(List<FileEntry> files) throws IOException {
    MessageDigest sha = sha256();
    for (FileEntry file : files) {
      add(file.path(), file.length(), sha);
    }

    return HexFormat.of().formatHex(sha.digest());
  }

  private void check(IndexRow.FileFacts listed, long bytes, long modified) throws IOException {
    if (bytes != listed.length()) {
      throw changed("has %d bytes, not %d as listed".formatted(bytes, listed.length()));
    }

    if (storage.tellsTimes(listed.path()) && modified != listed.modified()) {
      throw changed("was written to");
    }
  }

  private static UnreadableException changed(String how) {
    return new UnreadableException(Reason.CHANGED, "was changed while it was prepared: it " + how);
  }

  private void add(String path, long length, MessageDigest sha) throws IOException {
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, Math.max(1, length)));
    try (RangeFile file = storage.open(path, length)) {
      long at = 0;
      while (at < length) {
        block.clear().limit((int) Math.min(block.capacity(), length - at));
        file.read(at, block);
        sha.update(block.flip());
        at += block.limit();
      }
    }
  }

  private static String suffix(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
    }
  }
}
