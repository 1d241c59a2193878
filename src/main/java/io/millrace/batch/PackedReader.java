package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.Slots;
import io.millrace.sample.Field;
import io.millrace.sample.Sample;
import io.millrace.store.ShardTensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Decodes source bytes that lie in shards: the road of raw files, but for where it begins. */
final class PackedReader implements ShardReader {
  private final ChunkMemory memory;
  private final Recipe recipe;

  PackedReader(ChunkMemory memory, Recipe recipe) {
    this.memory = memory;
    this.recipe = recipe;
  }

  /** The bytes of one row's files. */
  private record RowBytes(Chunk chunk, int row) implements SampleBytes {
    @Override
    public byte[] read(Sample sample, Field field) throws IOException {
      ShardTensor tensor = ShardTensor.of(field);
      if (!chunk.has(tensor)) {
        throw new FileNotFoundException("it has no " + field);
      }

      ByteBuffer stored = chunk.row(tensor, row);
      byte[] bytes = new byte[stored.remaining()];
      stored.get(bytes);
      return bytes;
    }
  }

  private interface Decoding<T> {
    T read(SampleReader reader);
  }

  private <T> T decode(PlacedSample placed, Decoding<T> decoding) {
    return memory.read(
        placed,
        chunk -> decoding.read(new SampleReader(new RowBytes(chunk, placed.row()), recipe)));
  }

  @Override
  public Optional<BatchLayout> layout() {
    return recipe.layout();
  }

  @Override
  public void read(PlacedSample placed, long epoch, Slots slots, int row) {
    decode(
        placed,
        from -> {
          from.read(placed.sample(), epoch, slots, row);
          return row;
        });
  }

  @Override
  public ImageItem read(PlacedSample placed, long epoch) {
    return decode(placed, from -> from.read(placed.sample(), epoch));
  }

  @Override
  public HostTensor picture(PlacedSample placed, long epoch) {
    return decode(placed, from -> from.picture(placed.sample(), epoch));
  }

  @Override
  public Optional<HostTensor> mask(PlacedSample placed, long epoch) {
    return decode(placed, from -> from.mask(placed.sample(), epoch));
  }

  @Override
  public Optional<HostTensor> depth(PlacedSample placed, long epoch) {
    return decode(placed, from -> from.depth(placed.sample(), epoch));
  }

  @Override
  public int rowsATask() {
    return 1;
  }

  @Override
  public long stalledNanos() {
    return memory.stalledNanos();
  }

  @Override
  public void clear() {
    memory.clear();
  }

  @Override
  public void close() {
    memory.close();
  }
}
