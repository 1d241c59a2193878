package io.millrace.spark.job;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleBytes;
import io.millrace.batch.SampleReader;
import io.millrace.decode.Limits;
import io.millrace.item.HostTensor;
import io.millrace.item.Precision;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Sample;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.Storage;
import io.millrace.store.Damage;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardFile;
import io.millrace.store.ShardTensor;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.transform.Compose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the sources of samples of one shard again and compares them with what the shard holds. */
final class DeepCheck {
  private final Storage storage;
  private final StoreFacts facts;
  private final ShardFile shard;

  DeepCheck(Storage storage, StoreFacts facts, ShardFile shard) {
    this.storage = storage;
    this.facts = facts;
    this.shard = shard;
  }

  /** What is wrong with a sample; empty if nothing is. */
  List<Damage> check(IndexRow row) {
    List<Damage> found = new ArrayList<>();
    try {
      for (ShardTensor tensor : ShardTensor.values()) {
        IndexRow.FileFacts file = row.file(tensor.field());
        if (file.exists()) {
          source(row, tensor, file).ifPresent(why -> found.add(damage(row, tensor, why)));
        }
      }

      if (found.isEmpty() && facts.kind() == StoreKind.TENSORS) {
        found.addAll(decoded(row));
      }
    } catch (UnreadableException e) {
      found.add(damage(row, ShardTensor.IMAGE, e.getMessage()));
    } catch (IOException e) {
      found.add(damage(row, ShardTensor.IMAGE, "its source cannot be read: " + e.getMessage()));
    }

    return found;
  }

  /**
   * Whether the source is still what was stored: by its hash and, where it was packed, its bytes.
   */
  private Optional<String> source(IndexRow row, ShardTensor tensor, IndexRow.FileFacts file)
      throws IOException {
    byte[] bytes = storage.read(file.path(), file.length());
    if (!sha256(bytes).equals(file.sha256())) {
      return Optional.of("its source " + file.path() + " has changed since (prepare again)");
    }

    boolean packed = facts.kind() == StoreKind.PACKED;
    return packed && !stored(tensor, row.row()).equals(ByteBuffer.wrap(bytes))
        ? Optional.of("the shard's bytes are not those of " + file.path())
        : Optional.empty();
  }

  private List<Damage> decoded(IndexRow row) throws IOException {
    Recipe recipe =
        new Recipe(
            Compose.ofBaked(facts.transform()),
            precision(),
            facts.dataset().contents(),
            0,
            Limits.standard());
    SampleReader reader = new SampleReader(SampleBytes.of(storage), recipe);
    try {
      Sample sample = row.sample();
      List<Damage> found = new ArrayList<>();
      if (!isStored(ShardTensor.IMAGE, row.row(), reader.picture(sample, 0))) {
        found.add(damage(row, ShardTensor.IMAGE, "decoding its source gives other values"));
      }

      Optional<HostTensor> mask = reader.mask(sample, 0);
      if (mask.isPresent() && !isStored(ShardTensor.MASK, row.row(), mask.get())) {
        found.add(damage(row, ShardTensor.MASK, "decoding its source gives other values"));
      }

      Optional<HostTensor> depth = reader.depth(sample, 0);
      if (depth.isPresent() && !isStored(ShardTensor.DEPTH, row.row(), depth.get())) {
        found.add(damage(row, ShardTensor.DEPTH, "decoding its source gives other values"));
      }

      return found;
    } catch (BadSampleException e) {
      return List.of(damage(row, ShardTensor.IMAGE, e.finding().message()));
    }
  }

  private Precision precision() {
    return switch (facts.image().type()) {
      case F32 -> Precision.FLOAT32;
      case F16 -> Precision.FLOAT16;
      default -> Precision.UINT8;
    };
  }

  private boolean isStored(ShardTensor tensor, int row, HostTensor decoded) throws IOException {
    if (shard.has(tensor)) {
      return stored(tensor, row).equals(decoded.data());
    }

    // a shard without masks has none but empty ones
    ByteBuffer bytes = decoded.data();
    while (bytes.hasRemaining()) {
      if (bytes.get() != 0) {
        return false;
      }
    }

    return true;
  }

  private ByteBuffer stored(ShardTensor tensor, int row) throws IOException {
    int chunk = row / shard.entry().chunkRows();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(shard.chunkBytes(tensor, chunk)));
    shard.readChunk(tensor, chunk, bytes);
    return bytes.slice(shard.rowOffset(tensor, row), shard.rowBytes(tensor, row));
  }

  private Damage damage(IndexRow row, ShardTensor tensor, String why) {
    String place = "row " + row.row() + ", " + tensor.field().column();
    return new Damage(shard.entry().name(), place, why, List.of(row.sampleId()));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
    }
  }
}
