package io.millrace.batch;

import io.millrace.decode.ColorMode;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.ImageInfo;
import io.millrace.item.BatchLayout;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.PlaneSink;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.Slots;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Task;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads, decodes and transforms the files of one sample, straight into its place. Safe for use by
 * several threads. Every problem of the data is a {@link BadSampleException}.
 */
public final class SampleReader {
  private final SampleBytes files;
  private final Recipe recipe;
  private final ImageDecoder decoder;

  /** Decodes by that recipe what those give. */
  public SampleReader(SampleBytes files, Recipe recipe) {
    this(files, recipe, new ImageDecoder(recipe.limits()));
  }

  private SampleReader(SampleBytes files, Recipe recipe, ImageDecoder decoder) {
    this.files = files;
    this.recipe = recipe;
    this.decoder = decoder;
  }

  /** The same reader over the files of one sample that somebody has already. */
  SampleReader over(SampleBytes others) {
    return new SampleReader(others, recipe, decoder);
  }

  /** Fills one row of a batch; the recipe's layout must be fixed. */
  public void read(Sample sample, long epoch, Slots slots, int row) {
    Draws draws = Draws.of(recipe.seed(), epoch, sample.id());
    Size input = picture(sample, draws, size -> slots.image(row));
    if (recipe.task() == Task.SEGMENTATION) {
      if (sample.labelIndex() == Label.ABNORMAL) {
        mask(sample, input, draws, size -> slots.mask(row));
      } else {
        slots.clearMask(row);
      }
    }

    slots.fill(row, sample);
  }

  /** The sample as an item with memory of its own, whatever its size. */
  public ImageItem read(Sample sample, long epoch) {
    Draws draws = Draws.of(recipe.seed(), epoch, sample.id());
    TensorSink[] written = new TensorSink[1];
    Size input =
        picture(sample, draws, size -> written[0] = TensorSink.picture(size, recipe.precision()));
    ImageItem item =
        ImageItem.of(written[0].tensor())
            .with(ItemField.IMAGE_PATH, sample.image().path())
            .with(ItemField.SAMPLE_ID, sample.id());
    if (sample.labelIndex() == Label.UNKNOWN) {
      return item;
    }

    item = item.withGtLabel(sample.labelIndex().index());
    Optional<HostTensor> mask = mask(sample, input, draws);
    if (mask.isPresent()) {
      item = item.with(ItemField.GT_MASK, mask.get());
    }

    Optional<Source> file = sample.source(Field.MASK);
    return file.isPresent() ? item.with(ItemField.MASK_PATH, file.get().path()) : item;
  }

  /** The picture alone: 3 x height x width, with memory of its own. */
  public HostTensor picture(Sample sample, long epoch) {
    TensorSink[] written = new TensorSink[1];
    picture(
        sample,
        Draws.of(recipe.seed(), epoch, sample.id()),
        size -> written[0] = TensorSink.picture(size, recipe.precision()));
    return written[0].tensor();
  }

  /**
   * The mask alone: height x width, with memory of its own; absent where the label is unknown or
   * the data set has no masks. Of the picture no more than its header is decoded.
   */
  public Optional<HostTensor> mask(Sample sample, long epoch) {
    if (sample.labelIndex() == Label.UNKNOWN || recipe.task() == Task.CLASSIFICATION) {
      return Optional.empty();
    }

    Optional<BatchLayout> layout = recipe.layout();
    if (sample.labelIndex() == Label.NORMAL && layout.isPresent()) {
      return Optional.of(TensorSink.mask(layout.get().size()).tensor());
    }

    Size input =
        reading(sample, Field.IMAGE, () -> size(decoder.info(files.read(sample, Field.IMAGE))));
    return mask(sample, input, Draws.of(recipe.seed(), epoch, sample.id()));
  }

  private Optional<HostTensor> mask(Sample sample, Size input, Draws draws) {
    if (recipe.task() == Task.CLASSIFICATION) {
      return Optional.empty();
    }

    if (sample.labelIndex() == Label.NORMAL) {
      Size output = recipe.transforms().outputSize(input);
      return Optional.of(TensorSink.mask(output).tensor());
    }

    TensorSink[] written = new TensorSink[1];
    mask(sample, input, draws, size -> written[0] = TensorSink.mask(size));
    return Optional.of(written[0].tensor());
  }

  private Size picture(Sample sample, Draws draws, Function<Size, PlaneSink> target) {
    return reading(
        sample,
        Field.IMAGE,
        () -> {
          RowSink rows = recipe.transforms().rows(Field.IMAGE, draws, target);
          return size(decoder.decode(files.read(sample, Field.IMAGE), ColorMode.RGB, rows));
        });
  }

  private void mask(Sample sample, Size picture, Draws draws, Function<Size, PlaneSink> target) {
    reading(
        sample,
        Field.MASK,
        () -> {
          byte[] bytes = files.read(sample, Field.MASK);
          Size size = size(decoder.info(bytes));
          if (!size.equals(picture)) {
            throw new UnreadableException(
                Reason.SIZE_MISMATCH, "is " + size + " but its picture is " + picture);
          }

          decoder.decode(
              bytes, ColorMode.GRAY, recipe.transforms().rows(Field.MASK, draws, target));
          return size;
        });
  }

  private static Size size(ImageInfo info) {
    return new Size(info.height(), info.width());
  }

  private interface Reading {
    Size read() throws IOException;
  }

  private static Size reading(Sample sample, Field field, Reading reading) {
    Optional<Source> source = sample.source(field);
    if (source.isEmpty()) {
      Finding missing =
          new Finding(
              Reason.MISSING_MASK,
              sample.id(),
              sample.image().path(),
              "is abnormal and has no mask");
      throw new BadSampleException(field, missing, null);
    }

    String path = source.get().path();
    try {
      return reading.read();
    } catch (IOException e) {
      throw new BadSampleException(field, Finding.of(e, sample.id(), path), e);
    }
  }
}
