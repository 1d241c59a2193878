package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.item.Slots;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Depth;
import io.millrace.sample.Label;
import io.millrace.sample.Task;
import io.millrace.store.ShardTensor;
import io.millrace.store.StoredImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads baked pictures and does what is left of the pipeline. */
final class TensorReader implements ShardReader {
  /** A row takes some tens of microseconds, handing a task to a thread about ten. */
  private static final int ROWS_A_TASK = 16;

  private final ChunkMemory memory;
  private final Recipe rest;
  private final BatchLayout layout;
  private final StoredPixels pixels;
  private final StoredClips clips;

  /** Pictures of that kind; the recipe's operations are those that were not baked. */
  TensorReader(ChunkMemory memory, StoredImage image, Recipe rest) {
    this.memory = memory;
    this.rest = rest;
    Size stored = new Size(image.height(), image.width());
    this.layout =
        new BatchLayout(rest.transforms().outputSize(stored), rest.precision(), rest.contents());
    this.pixels = StoredPixels.of(image, rest);
    this.clips = new StoredClips(memory, pixels, rest);
  }

  @Override
  public Optional<BatchLayout> layout() {
    return Optional.of(layout);
  }

  @Override
  public void read(PlacedSample placed, long epoch, Slots slots, int row) {
    if (rest.contents().clips().exist()) {
      clips.read(placed, epoch, new SlotRow(slots, row));
    } else {
      still(placed, epoch, slots, row);
    }

    slots.fill(row, placed.sample());
  }

  private void still(PlacedSample placed, long epoch, Slots slots, int row) {
    memory.read(
        placed,
        chunk -> {
          Draws draws = draws(placed, chunk, epoch);
          pixels.image(chunk.row(ShardTensor.IMAGE, placed.row()), draws, slots.image(row));
          if (rest.task() == Task.SEGMENTATION) {
            mask(placed, chunk, draws, slots.mask(row));
          }

          if (rest.contents().depth().exists()) {
            depth(placed, chunk, draws, new SlotRow(slots, row));
          }

          return row;
        });
  }

  /** A shard knows the hashes of its samples' ids. */
  private Draws draws(PlacedSample placed, Chunk chunk, long epoch) {
    return new Draws(rest.seed(), epoch, chunk.shard().sampleHash(placed.row()));
  }

  private void mask(PlacedSample placed, Chunk chunk, Draws draws, TensorSink target) {
    if (placed.sample().labelIndex() == Label.ABNORMAL && chunk.has(ShardTensor.MASK)) {
      pixels.mask(chunk.row(ShardTensor.MASK, placed.row()), draws, target);
    } else {
      target.clear();
    }
  }

  private void depth(PlacedSample placed, Chunk chunk, Draws draws, SlotRow place) {
    TensorSink target = place.slots().depth(place.row());
    pixels.depth(chunk.row(ShardTensor.DEPTH, placed.row()), draws, target);
    if (rest.contents().depth().valid() == Depth.Valid.ON) {
      DepthReader.markReadings(target.tensor(), place.slots().depthValid(place.row()));
    }
  }

  @Override
  public ImageItem read(PlacedSample placed, long epoch) {
    return own(placed, epoch).finish().item(0);
  }

  private Slots own(PlacedSample placed, long epoch) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(layout.batchBytes(1)));
    Slots slots = new Slots(layout, 1, bytes);
    read(placed, epoch, slots, 0);
    return slots;
  }

  @Override
  public HostTensor picture(PlacedSample placed, long epoch) {
    if (rest.contents().clips().exist()) {
      return own(placed, epoch).row(ItemField.IMAGE, 0);
    }

    TensorSink target = TensorSink.picture(layout.size(), rest.precision());
    memory.read(
        placed,
        chunk -> {
          ByteBuffer stored = chunk.row(ShardTensor.IMAGE, placed.row());
          pixels.image(stored, draws(placed, chunk, epoch), target);
          return target;
        });
    return target.tensor();
  }

  @Override
  public Optional<HostTensor> mask(PlacedSample placed, long epoch) {
    if (placed.sample().labelIndex() == Label.UNKNOWN || rest.task() == Task.CLASSIFICATION) {
      return Optional.empty();
    }

    if (rest.contents().clips().exist()) {
      return Optional.of(own(placed, epoch).row(ItemField.GT_MASK, 0));
    }

    TensorSink target = TensorSink.mask(layout.size());
    if (placed.sample().labelIndex() == Label.ABNORMAL) {
      memory.read(
          placed,
          chunk -> {
            mask(placed, chunk, draws(placed, chunk, epoch), target);
            return target;
          });
    }

    return Optional.of(target.tensor());
  }

  @Override
  public Optional<HostTensor> depth(PlacedSample placed, long epoch) {
    if (!rest.contents().depth().exists()) {
      return Optional.empty();
    }

    int channels = rest.contents().depth().channels().count();
    Size size = layout.size();
    HostTensor map = HostTensor.zeros(DType.F32, channels, size.height(), size.width());
    memory.read(
        placed,
        chunk -> {
          ByteBuffer stored = chunk.row(ShardTensor.DEPTH, placed.row());
          TensorSink target = new TensorSink(map, Precision.FLOAT32);
          pixels.depth(stored, draws(placed, chunk, epoch), target);
          return target;
        });
    return Optional.of(map);
  }

  @Override
  public int rowsATask() {
    return ROWS_A_TASK;
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
