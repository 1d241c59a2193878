package io.millrace.spark.job;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleBytes;
import io.millrace.batch.SampleReader;
import io.millrace.decode.Decoding;
import io.millrace.item.HostTensor;
import io.millrace.item.Precision;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Contents;
import io.millrace.sample.Sample;
import io.millrace.sample.UnreadableException;
import io.millrace.spark.hadoop.HadoopStorage;
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
  private final HadoopStorage storage;
  private final SampleBytes files;
  private final StoreFacts facts;
  private final ShardFile shard;

  /** A check of samples whose sources those give, or of videos in that storage. */
  DeepCheck(HadoopStorage storage, SampleBytes files, StoreFacts facts, ShardFile shard) {
    this.storage = storage;
    this.files = files;
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
    if (row.frames().isVideo()) {
      boolean same = new VideoFiles(storage).sha256(file.path()).equals(file.sha256());
      return same ? Optional.empty() : Optional.of(changed(file));
    }

    byte[] bytes = files.read(row.sample(), tensor.field());
    if (!sha256(bytes).equals(file.sha256())) {
      return Optional.of(changed(file));
    }

    boolean packed = facts.kind() == StoreKind.PACKED;
    return packed && !stored(tensor, row.row()).equals(ByteBuffer.wrap(bytes))
        ? Optional.of("the shard's bytes are not those of " + file.path())
        : Optional.empty();
  }

  private static String changed(IndexRow.FileFacts file) {
    return "its source " + file.path() + " has changed since (prepare again)";
  }

  private List<Damage> decoded(IndexRow row) throws IOException {
    Compose baked = Compose.ofBaked(facts.transform());
    Recipe recipe =
        new Recipe(
            baked,
            precision(),
            facts.dataset().contents(),
            0,
            Decoding.standard().by(facts.decoders(), Recipe.draft(baked)));
    try (SampleReader reader = SampleReader.of(storage, files, recipe)) {
      Sample sample = row.sample();
      List<Damage> found = new ArrayList<>();
      if (!areStored(ShardTensor.IMAGE, row, reader.picture(sample, 0))) {
        found.add(damage(row, ShardTensor.IMAGE, "decoding its source gives other values"));
      }

      Optional<HostTensor> mask = reader.mask(sample, 0);
      if (mask.isPresent() && !areStored(ShardTensor.MASK, row, mask.get())) {
        found.add(damage(row, ShardTensor.MASK, "decoding its source gives other values"));
      }

      Optional<HostTensor> depth = reader.depth(sample, 0);
      if (depth.isPresent() && !areStored(ShardTensor.DEPTH, row, depth.get())) {
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

  /** Of a clip each frame has a row; masks belong to its target frames. */
  private boolean areStored(ShardTensor tensor, IndexRow row, HostTensor decoded)
      throws IOException {
    Contents contents = facts.dataset().contents();
    boolean mask = tensor == ShardTensor.MASK;
    int count = mask ? contents.targets() : contents.frames();
    int first =
        mask && contents.clips().exist()
            ? contents.clips().target().of(contents.frames()).first()
            : 0;
    boolean same = true;
    for (int t = 0; t < count; t++) {
      HostTensor frame = count == 1 ? decoded : decoded.slice(t);
      same &= isStored(tensor, row.row() + first + t, frame);
    }

    return same;
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
