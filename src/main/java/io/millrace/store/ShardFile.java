package io.millrace.store;

import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.RangeFile;
import io.millrace.storage.Storage;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * One shard, open for reading a chunk at a time. Every byte is checked against the checksums of the
 * snapshot; what is damaged is an {@link UnreadableException} that names shard, tensor and chunk.
 * Safe for use by several threads.
 */
public final class ShardFile implements Closeable {
  private final ShardEntry.File entry;
  private final StoreFacts facts;
  private final RangeFile file;
  private final ByteBuffer head;
  private final ShardHeader header;
  private final int labels;
  private final int hashes;
  private final Map<ShardTensor, Integer> offsets = new EnumMap<>(ShardTensor.class);

  private ShardFile(ShardEntry.File entry, StoreFacts facts, RangeFile file) throws IOException {
    this.entry = entry;
    this.facts = facts;
    this.file = file;
    this.head = ByteBuffer.allocate(entry.head().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    check(read(0, head, "its head"), entry.head().crc32c(), "its head");
    this.header = header();
    this.labels = (int) header.start(ShardLayout.LABELS);
    this.hashes = (int) header.start(ShardLayout.HASHES);
    for (ShardTensor tensor : entry.checksums().keySet()) {
      offsets.put(tensor, (int) header.start(ShardLayout.offsets(tensor)));
    }
  }

  /** Opens a shard and reads its head: one request. The caller closes it. */
  public static ShardFile open(
      Storage storage, StorePaths paths, StoreFacts facts, ShardEntry.File entry)
      throws IOException {
    RangeFile file;
    try {
      file = storage.open(paths.shard(entry.name()), entry.bytes());
    } catch (FileNotFoundException e) {
      throw damaged(entry, "", "it is missing", e);
    }

    try {
      return new ShardFile(entry, facts, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private ShardHeader header() throws IOException {
    try {
      ShardHeader found = ShardHeader.decode(head.array());
      for (ShardTensor tensor : entry.checksums().keySet()) {
        if (found.start(tensor.text(facts.kind())) < entry.head().bytes()) {
          throw new IOException("has no " + tensor.text(facts.kind()));
        }
      }

      return found;
    } catch (IOException e) {
      throw damaged(entry, ", its head", e.getMessage(), e);
    }
  }

  /** Fills a buffer; gives the checksum. */
  private int read(long offset, ByteBuffer target, String what) throws IOException {
    CRC32C crc = new CRC32C();
    try {
      file.read(offset, target, crc);
      return (int) crc.getValue();
    } catch (EOFException e) {
      throw damaged(entry, ", " + what, "it is cut short: " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      throw damaged(entry, "", "it is missing", e);
    }
  }

  private void check(int found, int wanted, String what) throws IOException {
    if (found != wanted) {
      throw damaged(
          entry, ", " + what, "CRC-32C is %08x but must be %08x".formatted(found, wanted), null);
    }
  }

  /** Whether what remains of a buffer is that chunk. */
  boolean isChunk(ShardTensor tensor, int chunk, ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return bytes.remaining() == chunkBytes(tensor, chunk)
        && (int) crc.getValue() == entry.checksums().get(tensor).get(chunk);
  }

  /** Fills a buffer with any bytes of the file, which nothing checks. */
  void readUnchecked(long offset, ByteBuffer target) throws IOException {
    file.read(offset, target);
  }

  /** Where a tensor that it has begins in the file. */
  long start(ShardTensor tensor) {
    return header.start(tensor.text(facts.kind()));
  }

  private static UnreadableException damaged(
      ShardEntry.File entry, String where, String why, IOException cause) {
    String message = "shard " + entry.name() + where + ": " + why;
    return new UnreadableException(Reason.DAMAGED_SHARD, message, cause);
  }

  /** What the snapshot says of it. */
  public ShardEntry.File entry() {
    return entry;
  }

  /** Whether it has that tensor: masks that are all zero, or that no data set has, are left out. */
  public boolean has(ShardTensor tensor) {
    return entry.checksums().containsKey(tensor);
  }

  /** Bytes of a chunk of a tensor that it has. */
  public long chunkBytes(ShardTensor tensor, int chunk) {
    int first = chunk * entry.chunkRows();
    return offset(tensor, first + entry.chunkRows(chunk)) - offset(tensor, first);
  }

  /**
   * Fills a buffer, from its position to its limit, with one chunk; both stay where they are. A
   * direct buffer is filled without a copy.
   *
   * @throws UnreadableException if the chunk is damaged, missing or cut short
   */
  public void readChunk(ShardTensor tensor, int chunk, ByteBuffer target) throws IOException {
    if (target.remaining() != chunkBytes(tensor, chunk)) {
      throw new IllegalArgumentException(
          "Invalid buffer: %d bytes for a chunk of %d"
              .formatted(target.remaining(), chunkBytes(tensor, chunk)));
    }

    String what = "chunk " + chunk + " of " + tensor.field().column();
    long start = start(tensor) + offset(tensor, chunk * entry.chunkRows());
    check(read(start, target.duplicate(), what), entry.checksums().get(tensor).get(chunk), what);
  }

  /** Where a row begins within the bytes of its chunk. */
  public int rowOffset(ShardTensor tensor, int row) {
    int first = row / entry.chunkRows() * entry.chunkRows();
    return Math.toIntExact(offset(tensor, row) - offset(tensor, first));
  }

  /** Bytes of a row; 0 where a packed sample has no mask. */
  public int rowBytes(ShardTensor tensor, int row) {
    return Math.toIntExact(offset(tensor, row + 1) - offset(tensor, row));
  }

  private long offset(ShardTensor tensor, int row) {
    return switch (facts.kind()) {
      case PACKED -> head.getLong(offsets.get(tensor) + row * Long.BYTES);
      case TENSORS -> row * facts.rowBytes(tensor);
    };
  }

  /** The label of a row. */
  public Label label(int row) {
    return Label.of(head.get(labels + row));
  }

  /** {@code KeyMix.hash64} of the id of a row's sample. */
  public long sampleHash(int row) {
    return head.getLong(hashes + row * Long.BYTES);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
