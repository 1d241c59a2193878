package io.millrace.store;

import io.millrace.random.KeyMix;
import io.millrace.sample.Label;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one shard to a local folder, row by row; closing it deletes whatever it made there. The
 * same rows give the same bytes, so their name is known only once all are there. For one thread.
 */
public final class ShardWriter implements Closeable {
  /** Bytes of a chunk at most, where a picture alone has not more. */
  private static final long LARGEST_CHUNK = 256L << 20;

  private final Path folder;
  private final StoreFacts facts;
  private final Map<ShardTensor, RowSpool> spools = new EnumMap<>(ShardTensor.class);
  private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
  private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();

  private ShardWriter(Path folder, StoreFacts facts) {
    this.folder = folder;
    this.facts = facts;
  }

  /**
   * A shard without rows, spooled in a new folder below that one, which is made if need be.
   *
   * @throws IOException if it cannot be written to
   */
  public static ShardWriter create(Path folder, StoreFacts facts) throws IOException {
    try {
      Path own = Files.createTempDirectory(Files.createDirectories(folder), "shard-");
      return new ShardWriter(own, facts);
    } catch (IOException e) {
      throw RowSpool.cannotSpool(folder, e);
    }
  }

  /** Appends a sample without a mask: all zero where the data set has masks. */
  public void add(String sampleId, Label label, ByteBuffer image) throws IOException {
    add(sampleId, label, Map.of(ShardTensor.IMAGE, image));
  }

  /** Appends a sample with its mask. */
  public void add(String sampleId, Label label, ByteBuffer image, ByteBuffer mask)
      throws IOException {
    add(sampleId, label, Map.of(ShardTensor.IMAGE, image, ShardTensor.MASK, mask));
  }

  /**
   * Appends a sample; a mask that is left out is all zero. The bytes are those of a row, or of the
   * source files where the store is packed; the buffers keep their positions.
   */
  public void add(String sampleId, Label label, Map<ShardTensor, ByteBuffer> row)
      throws IOException {
    row.forEach((tensor, bytes) -> checkSize(sampleId, tensor, bytes.remaining()));
    for (ShardTensor tensor : ShardTensor.values()) {
      ByteBuffer bytes = row.get(tensor);
      if (bytes != null && isKept(tensor, bytes)) {
        RowSpool spool = spool(tensor);
        spool.skipTo(rows(), facts.rowBytes(tensor));
        spool.add(bytes);
      }
    }

    labels.write(label.index());
    byte[] hash = new byte[Long.BYTES];
    ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).putLong(KeyMix.hash64(sampleId));
    hashes.writeBytes(hash);
  }

  private boolean isKept(ShardTensor tensor, ByteBuffer bytes) {
    return tensor != ShardTensor.MASK || facts.kind() == StoreKind.PACKED || !isZero(bytes);
  }

  private RowSpool spool(ShardTensor tensor) throws IOException {
    RowSpool spool = spools.get(tensor);
    if (spool == null) {
      spool = new RowSpool(folder.resolve(tensor.field().column()));
      spools.put(tensor, spool);
    }

    return spool;
  }

  private void checkSize(String sampleId, ShardTensor tensor, int bytes) {
    long wanted = facts.rowBytes(tensor);
    if (facts.kind() == StoreKind.TENSORS && bytes != wanted) {
      throw new IllegalArgumentException(
          "Invalid %s of %s: %d bytes (must be %d)"
              .formatted(tensor.field().column(), sampleId, bytes, wanted));
    }
  }

  private static boolean isZero(ByteBuffer mask) {
    ByteBuffer rest = mask.duplicate();
    while (rest.remaining() >= Long.BYTES) {
      if (rest.getLong() != 0) {
        return false;
      }
    }

    while (rest.hasRemaining()) {
      if (rest.get() != 0) {
        return false;
      }
    }

    return true;
  }

  /** How many samples were added. */
  public int rows() {
    return labels.size();
  }

  /** Puts the file together; nothing can be added after it. */
  public SpooledShard finish() throws IOException {
    if (rows() == 0) {
      throw new IllegalStateException("Invalid shard: it has no rows");
    }

    for (Map.Entry<ShardTensor, RowSpool> spool : spools.entrySet()) {
      spool.getValue().skipTo(rows(), facts.rowBytes(spool.getKey()));
    }

    int chunkRows = chunkRows();
    Path part = folder.resolve("part");
    ShardEntry.File file;
    try (ShardAssembly assembly = new ShardAssembly(part)) {
      file = assemble(assembly, chunkRows);
    }

    Path named = Files.move(part, folder.resolve(file.name() + ".safetensors"));
    return new SpooledShard(named, file);
  }

  private int chunkRows() {
    RowSpool images = spools.get(ShardTensor.IMAGE);
    int chunkRows = ShardLayout.chunkRows((images.bytes() + rows() - 1) / rows());
    while (chunkRows > 1 && largestChunk(chunkRows) > LARGEST_CHUNK) {
      chunkRows /= 2;
    }

    return chunkRows;
  }

  private long largestChunk(int chunkRows) {
    long largest = 0;
    for (RowSpool spool : spools.values()) {
      ByteBuffer offsets = spool.offsets();
      for (int row = 0; row < rows(); row += chunkRows) {
        int end = Math.min(row + chunkRows, rows());
        largest = Math.max(largest, offset(offsets, end) - offset(offsets, row));
      }
    }

    return largest;
  }

  private static long offset(ByteBuffer offsets, int row) {
    return offsets.getLong(row * Long.BYTES);
  }

  private ShardEntry.File assemble(ShardAssembly assembly, int chunkRows) throws IOException {
    Map<ShardTensor, Long> bytes = new EnumMap<>(ShardTensor.class);
    spools.forEach((tensor, spool) -> bytes.put(tensor, spool.bytes()));
    ShardHeader header = ShardLayout.header(facts, rows(), chunkRows, bytes);
    ShardEntry.Head head = assembleHead(assembly, header);
    Map<ShardTensor, List<Integer>> checksums = new EnumMap<>(ShardTensor.class);
    for (ShardTensor tensor : spools.keySet()) {
      assembly.padTo(header.start(tensor.text(facts.kind())));
      assembly.checksum();
      checksums.put(tensor, assembleChunks(assembly, spools.get(tensor), chunkRows));
    }

    return new ShardEntry.File(
        assembly.name(), assembly.bytes(), rows(), chunkRows, head, checksums);
  }

  private ShardEntry.Head assembleHead(ShardAssembly assembly, ShardHeader header)
      throws IOException {
    assembly.put(ByteBuffer.wrap(header.encode()));
    assembly.put(ByteBuffer.wrap(labels.toByteArray()));
    assembly.padTo(header.start(ShardLayout.HASHES));
    assembly.put(ByteBuffer.wrap(hashes.toByteArray()));
    if (facts.kind() == StoreKind.PACKED) {
      for (Map.Entry<ShardTensor, RowSpool> spool : spools.entrySet()) {
        assembly.padTo(header.start(ShardLayout.offsets(spool.getKey())));
        assembly.put(spool.getValue().offsets());
      }
    }

    assembly.padTo(header.start(ShardTensor.IMAGE.text(facts.kind())));
    return new ShardEntry.Head(Math.toIntExact(assembly.bytes()), assembly.checksum());
  }

  private List<Integer> assembleChunks(ShardAssembly assembly, RowSpool spool, int chunkRows)
      throws IOException {
    List<Integer> checksums = new ArrayList<>();
    ByteBuffer offsets = spool.offsets();
    for (int row = 0; row < rows(); row += chunkRows) {
      int end = Math.min(row + chunkRows, rows());
      assembly.put(spool, offset(offsets, row), offset(offsets, end));
      checksums.add(assembly.checksum());
    }

    return checksums;
  }

  @Override
  public void close() throws IOException {
    for (RowSpool spool : spools.values()) {
      spool.close();
    }

    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }

    Files.delete(folder);
  }
}
