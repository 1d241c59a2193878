package io.millrace.batch;

import io.millrace.decode.DepthDecoder;
import io.millrace.decode.DepthInfo;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.PlaneSink;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Depth;
import io.millrace.sample.Field;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.nio.FloatBuffer;

/** Depth maps of pictures. 0 means that there is no reading; it is never blended with others. */
record DepthReader(SampleBytes files, Recipe recipe, DepthDecoder decoder) {
  /** Writes the map of a picture of that size, moved like the picture. */
  void read(Sample sample, Size picture, Draws draws, SlotRow place) {
    TensorSink target = place.slots().depth(place.row());
    Reading.of(
        sample,
        Field.DEPTH,
        () -> {
          byte[] bytes = files.read(sample, Field.DEPTH);
          checkSize(checked(bytes), picture);
          return decoder.decode(
              bytes,
              info ->
                  channels(info, recipe.transforms().planes(picture, Field.DEPTH, draws, target)));
        });
    if (recipe.contents().depth().valid() == Depth.Valid.ON) {
      markReadings(target.tensor(), place.slots().depthValid(place.row()));
    }
  }

  /** The map as large as its file: channels x height x width, with memory of its own. */
  HostTensor asStored(Sample sample) {
    return Reading.of(
        sample,
        Field.DEPTH,
        () -> {
          byte[] bytes = files.read(sample, Field.DEPTH);
          DepthInfo info = checked(bytes);
          HostTensor map = HostTensor.zeros(DType.F32, kept(), info.height(), info.width());
          TensorSink target = new TensorSink(map, Precision.FLOAT32);
          decoder.decode(bytes, any -> channels(any, target));
          return map;
        });
  }

  private DepthInfo checked(byte[] bytes) throws IOException {
    DepthInfo info = decoder.info(bytes);
    if (info.channels() < kept()) {
      throw new UnreadableException(
          Reason.UNSUPPORTED_FORMAT,
          "has one channel, not x, y and z (depth_channels: z takes it as it is)");
    }

    return info;
  }

  private static void checkSize(DepthInfo info, Size picture) throws UnreadableException {
    Size size = new Size(info.height(), info.width());
    if (!size.equals(picture)) {
      throw new UnreadableException(
          Reason.SIZE_MISMATCH, "is " + size + " but its picture is " + picture);
    }
  }

  private int kept() {
    return recipe.contents().depth().channels().count();
  }

  /** Passes on the channels that are wanted. */
  private PlaneSink channels(DepthInfo info, PlaneSink target) {
    int skipped = info.channels() - kept();
    return (channel, y, values) -> {
      if (channel >= skipped) {
        target.row(channel - skipped, y, values);
      }
    };
  }

  /** By the last channel, the distance: a reading is there where it is a number, and not 0. */
  static void markReadings(HostTensor map, TensorSink target) {
    int width = map.axis(-1);
    int height = map.axis(-2);
    FloatBuffer values = map.slice(map.axis(0) - 1).data().asFloatBuffer();
    float[] row = new float[width];
    for (int y = 0; y < height; y++) {
      values.get(y * width, row);
      for (int x = 0; x < width; x++) {
        row[x] = row[x] != 0 && Float.isFinite(row[x]) ? 1 : 0;
      }

      target.row(0, y, row);
    }
  }
}
