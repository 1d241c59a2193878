package io.millrace.batch;

import io.millrace.decode.ColorMode;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.ImageInfo;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.UnreadableException;

/** Fields of still pictures, each a file. */
record StillReader(SampleBytes files, Recipe recipe, ImageDecoder decoder) implements FieldReader {
  @Override
  public Size picture(Sample sample, Draws draws, Places places) {
    return Reading.of(
        sample,
        Field.IMAGE,
        () -> {
          RowSink rows =
              recipe
                  .transforms()
                  .rows(
                      Field.IMAGE,
                      draws,
                      recipe.levels(),
                      size -> {
                        SlotRow place = places.at(size);
                        return place.slots().image(place.row());
                      });
          return size(decoder.decode(files.read(sample, Field.IMAGE), ColorMode.RGB, rows));
        });
  }

  @Override
  public Size size(Sample sample) {
    return Reading.of(
        sample, Field.IMAGE, () -> size(decoder.info(files.read(sample, Field.IMAGE))));
  }

  @Override
  public void masks(Sample sample, Size picture, Draws draws, Places places) {
    Reading.of(
        sample,
        Field.MASK,
        () -> {
          byte[] bytes = files.read(sample, Field.MASK);
          Size size = size(decoder.info(bytes));
          if (!size.equals(picture)) {
            throw new UnreadableException(
                Reason.SIZE_MISMATCH, "is " + size + " but its picture is " + picture);
          }

          RowSink rows =
              recipe
                  .transforms()
                  .rows(
                      Field.MASK,
                      draws,
                      recipe.levels(),
                      output -> {
                        SlotRow place = places.at(output);
                        return place.slots().mask(place.row());
                      });
          decoder.decode(bytes, ColorMode.GRAY, rows);
          return size;
        });
  }

  private static Size size(ImageInfo info) {
    return new Size(info.height(), info.width());
  }
}
