package io.millrace.store;

import io.millrace.random.KeyMix;
import io.millrace.sample.Clips;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.FileEntry;
import io.millrace.storage.PageMemory;
import io.millrace.storage.Storage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One pass over a shard's file.
 *
 * @param rows of its part of the index; empty where that cannot be read
 */
record ShardCheck(Storage storage, StorePaths paths, ShardEntry entry, List<IndexRow> rows) {
  List<Damage> check(StoreFacts facts) throws IOException {
    Optional<FileEntry> file = storage.find(paths.shard(entry.file().name()));
    if (file.isEmpty()) {
      return List.of(damage("", "it is missing", 0, entry.file().rows()));
    }

    List<Damage> found = new ArrayList<>();
    if (file.get().length() != entry.file().bytes()) {
      String detail = "it has %d bytes, not %d";
      found.add(damage("", detail.formatted(file.get().length(), entry.file().bytes()), 0, 0));
    }

    try (ShardFile shard = ShardFile.open(storage, paths, facts, entry.file())) {
      found.addAll(checkRows(shard, facts.dataset().contents().clips()));
      found.addAll(checkBytes(shard));
    } catch (UnreadableException e) {
      found.add(damage("its head", detail(e), 0, entry.file().rows()));
    }

    return found;
  }

  /** What follows the place that the message begins with. */
  private static String detail(UnreadableException failure) {
    return failure.getMessage().substring(failure.getMessage().indexOf(": ") + 2);
  }

  private List<Damage> checkRows(ShardFile shard, Clips clips) {
    List<Damage> found = new ArrayList<>();
    for (IndexRow row : rows) {
      boolean inside = row.isInside(entry.file().rows());
      if (inside && shard.sampleHash(row.row()) != KeyMix.hash64(row.sampleId())) {
        found.add(damage("row " + row.row(), "it is another sample's", row));
      } else if (inside && label(shard, row.row(), clips) != row.labelIndex()) {
        String detail = "its label is %s, and %s in the index";
        found.add(
            damage(
                "row " + row.row(),
                detail.formatted(label(shard, row.row(), clips), row.labelIndex()),
                row));
      }
    }

    return found;
  }

  /** That of a row, or of the clip that begins there. */
  private static Label label(ShardFile shard, int row, Clips clips) {
    if (!clips.exist()) {
      return shard.label(row);
    }

    FrameRange targets = clips.target().of(clips.length());
    Label label = shard.label(row + targets.first());
    for (int t = targets.first(); t < targets.end(); t++) {
      label = shard.label(row + t) == Label.ABNORMAL ? Label.ABNORMAL : label;
    }

    return label;
  }

  private List<Damage> checkBytes(ShardFile shard) throws IOException {
    List<Damage> found = new ArrayList<>();
    MessageDigest sha = ContentName.sha256();
    ByteBuffer buffer = PageMemory.allocate(largest(shard));
    long place = 0;
    for (ShardTensor tensor : entry.file().checksums().keySet()) {
      place = digest(shard, place, shard.start(tensor), sha);
      for (int chunk = 0; chunk < entry.file().chunks(); chunk++) {
        buffer.clear().limit((int) shard.chunkBytes(tensor, chunk));
        try {
          shard.readChunk(tensor, chunk, buffer);
        } catch (UnreadableException e) {
          found.add(chunkDamage(tensor, chunk, detail(e)));
        }

        sha.update(buffer.duplicate());
        place += buffer.remaining();
      }
    }

    // what no checksum covers: the padding between the tensors
    if (found.isEmpty() && !ContentName.name(sha).equals(entry.file().name())) {
      found.add(damage("", "its SHA-256 does not begin with its name", 0, entry.file().rows()));
    }

    return found;
  }

  private int largest(ShardFile shard) {
    long largest = 0;
    for (ShardTensor tensor : entry.file().checksums().keySet()) {
      for (int chunk = 0; chunk < entry.file().chunks(); chunk++) {
        largest = Math.max(largest, shard.chunkBytes(tensor, chunk));
      }
    }

    return Math.toIntExact(largest);
  }

  /** Takes the bytes between two places; returns the later one. */
  private static long digest(ShardFile shard, long from, long to, MessageDigest sha)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
    try {
      shard.readUnchecked(from, bytes);
    } catch (EOFException e) {
      // the chunk that follows is not there either, and says so
      return to;
    }

    sha.update(bytes.flip());
    return to;
  }

  private Damage chunkDamage(ShardTensor tensor, int chunk, String detail) {
    int first = chunk * entry.file().chunkRows();
    int rowsOfChunk = entry.file().chunkRows(chunk);
    String place = "chunk " + chunk + " of " + tensor.field().column();
    return damage(place, detail, first, first + rowsOfChunk);
  }

  private Damage damage(String place, String detail, IndexRow row) {
    return new Damage(entry.file().name(), place, detail, List.of(row.sampleId()));
  }

  /** Damage to the rows from one to before another. */
  private Damage damage(String place, String detail, int from, int to) {
    List<String> ids =
        rows.stream()
            .filter(row -> row.row() >= from && row.row() < to)
            .sorted(Comparator.comparingInt(IndexRow::row))
            .map(IndexRow::sampleId)
            .distinct()
            .toList();
    return new Damage(entry.file().name(), place, detail, ids);
  }
}
