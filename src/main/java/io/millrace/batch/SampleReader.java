package io.millrace.batch;

import io.millrace.decode.DepthDecoder;
import io.millrace.decode.ImageDecoder;
import io.millrace.item.BatchLayout;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import io.millrace.item.Slots;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Sample;
import io.millrace.sample.Task;
import io.millrace.storage.Storage;
import java.util.Optional;

/**
 * Reads, decodes and transforms the files of one sample, straight into its place. Safe for use by
 * several threads. Every problem of the data is a {@link io.millrace.sample.BadSampleException}.
 * Whoever made it closes it.
 */
public final class SampleReader implements AutoCloseable {
  private final Recipe recipe;
  private final FieldReader fields;
  private final DepthReader depths;

  private SampleReader(Recipe recipe, FieldReader fields, DepthReader depths) {
    this.recipe = recipe;
    this.fields = fields;
    this.depths = depths;
  }

  /** Decodes pictures by that recipe, of bytes that those give. */
  public SampleReader(SampleBytes files, Recipe recipe) {
    this(
        recipe,
        new StillReader(files, recipe, new ImageDecoder(recipe.decoding())),
        new DepthReader(files, recipe, new DepthDecoder(recipe.limits())));
  }

  /** Decodes pictures or videos by that recipe, from their files. */
  public static SampleReader of(Storage storage, Recipe recipe) {
    return of(storage, SampleBytes.of(storage), recipe);
  }

  /** The same, of pictures whose bytes those give; videos are read by their decoders. */
  public static SampleReader of(Storage storage, SampleBytes files, Recipe recipe) {
    SampleReader stills = new SampleReader(files, recipe);
    return recipe.contents().clips().exist()
        ? new SampleReader(recipe, new ClipReader(storage, recipe), stills.depths)
        : stills;
  }

  /** Fills one row of a batch; the recipe's layout must be fixed. */
  public void read(Sample sample, long epoch, Slots slots, int row) {
    SlotRow place = new SlotRow(slots, row);
    read(sample, epoch, size -> place);
    slots.fill(row, sample);
  }

  private void read(Sample sample, long epoch, Places places) {
    Draws draws = Draws.of(recipe.seed(), epoch, sample.id());
    Size input = fields.picture(sample, draws, places);
    if (recipe.task() == Task.SEGMENTATION) {
      masks(sample, input, draws, places);
    }

    if (isMoved(recipe.contents().depth())) {
      depths.read(sample, input, draws, places.at(recipe.transforms().outputSize(input)));
    }
  }

  private static boolean isMoved(Depth depth) {
    return depth.exists() && depth.resizing() == Depth.Resizing.ON;
  }

  private void masks(Sample sample, Size input, Draws draws, Places places) {
    if (sample.labelIndex() == Label.ABNORMAL) {
      fields.masks(sample, input, draws, places);
    } else {
      SlotRow place = places.at(recipe.transforms().outputSize(input));
      place.slots().clearMask(place.row());
    }
  }

  /** The sample as an item with memory of its own, whatever its size. */
  public ImageItem read(Sample sample, long epoch) {
    OwnSlots own = new OwnSlots(recipe, inSlots());
    read(sample, epoch, own);
    own.slots().fill(0, sample);
    ImageItem item = own.slots().finish().item(0);
    if (recipe.contents().depth().resizing() == Depth.Resizing.OFF) {
      item = withStoredDepth(item, sample);
    }

    return recipe.contents().originals() == OriginalFrames.KEEP
        ? item.with(ItemField.ORIGINAL_IMAGE, fields.originals(sample))
        : item;
  }

  private ImageItem withStoredDepth(ImageItem item, Sample sample) {
    HostTensor map = depths.asStored(sample);
    ImageItem with =
        item.with(ItemField.DEPTH_MAP, map)
            .with(ItemField.DEPTH_PATH, sample.source(Field.DEPTH).orElseThrow().path());
    if (recipe.contents().depth().valid() == Depth.Valid.OFF) {
      return with;
    }

    TensorSink valid = TensorSink.mask(new Size(map.axis(1), map.axis(2)));
    DepthReader.markReadings(map, valid);
    return with.with(ItemField.DEPTH_VALID, valid.tensor());
  }

  /** What goes into slots: maps that are not resized do not. */
  private Contents inSlots() {
    Contents contents = recipe.contents();
    return isMoved(contents.depth())
        ? contents
        : new Contents(contents.task(), contents.clips(), Depth.NONE, contents.originals());
  }

  /** The picture alone, or the frames of the clip, with memory of its own. */
  public HostTensor picture(Sample sample, long epoch) {
    OwnSlots own = new OwnSlots(recipe, inSlots());
    fields.picture(sample, Draws.of(recipe.seed(), epoch, sample.id()), own);
    return own.slots().row(ItemField.IMAGE, 0).copy();
  }

  /**
   * The mask alone, with memory of its own; absent where the label is unknown or the data set has
   * no masks. Of the picture no more than its header is decoded.
   */
  public Optional<HostTensor> mask(Sample sample, long epoch) {
    if (sample.labelIndex() == Label.UNKNOWN || recipe.task() == Task.CLASSIFICATION) {
      return Optional.empty();
    }

    OwnSlots own = new OwnSlots(recipe, inSlots());
    Optional<BatchLayout> layout = recipe.layout();
    if (sample.labelIndex() == Label.NORMAL && layout.isPresent()) {
      own.at(layout.get().size()).slots().clearMask(0);
    } else {
      masks(sample, fields.size(sample), Draws.of(recipe.seed(), epoch, sample.id()), own);
    }

    return Optional.of(own.slots().row(ItemField.GT_MASK, 0).copy());
  }

  /** The depth map alone, with memory of its own; absent where there are none. */
  public Optional<HostTensor> depth(Sample sample, long epoch) {
    if (!recipe.contents().depth().exists()) {
      return Optional.empty();
    }

    if (recipe.contents().depth().resizing() == Depth.Resizing.OFF) {
      return Optional.of(depths.asStored(sample));
    }

    OwnSlots own = new OwnSlots(recipe, inSlots());
    Size input = fields.size(sample);
    Draws draws = Draws.of(recipe.seed(), epoch, sample.id());
    depths.read(sample, input, draws, own.at(recipe.transforms().outputSize(input)));
    return Optional.of(own.slots().row(ItemField.DEPTH_MAP, 0).copy());
  }

  /** How many frames of videos have been decoded so far. */
  public long framesDecoded() {
    return fields.framesDecoded();
  }

  @Override
  public void close() {
    fields.close();
  }
}
