package io.millrace.spark.view;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import io.millrace.report.ContactSheet;
import io.millrace.report.Strip;
import io.millrace.sample.TargetFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Draws the pixel columns of a row, as safetensors of one sample, as a small PNG: mask outlined,
 * clips as strips, depth in colours. Null where there is no picture.
 */
record DrawTile() implements UDF1<Row, byte[]> {
  static final String IMAGE = "image";
  static final List<String> COLUMNS = List.of(IMAGE, "gt_mask", "depth_map");
  private static final int CLIP_AXES = 5;
  private static final HostTensor NO_MASK = HostTensor.zeros(DType.U8, 0, 1, 1);

  @Override
  public byte[] call(Row row) throws IOException {
    Optional<HostTensor> image = tensor(row, 0);
    if (image.isEmpty()) {
      return null;
    }

    HostTensor mask = tensor(row, 1).orElse(NO_MASK);
    HostTensor depths = tensor(row, 2).orElse(Strip.STILL.depths());
    int frames = image.get().rank() == CLIP_AXES ? image.get().axis(1) : 1;
    // a mask a frame, or the one of the target frame, the last unless told otherwise
    TargetFrame target = mask.rank() > 3 ? TargetFrame.ALL : TargetFrame.LAST;
    Strip strip = new Strip(frames, target, depths);
    return ContactSheet.png(
        ContactSheet.tile(new ContactSheet.Rows(image.get(), mask, List.of(""), strip)));
  }

  /** A batch of one. */
  private static Optional<HostTensor> tensor(Row row, int column) throws IOException {
    byte[] bytes = row.getAs(COLUMNS.get(column));
    if (bytes == null) {
      return Optional.empty();
    }

    HostTensor one =
        Safetensors.decode(ByteBuffer.wrap(bytes)).tensors().values().iterator().next();
    long[] shape = new long[one.rank() + 1];
    Arrays.fill(shape, 1);
    System.arraycopy(one.shape(), 0, shape, 1, one.rank());
    return Optional.of(HostTensor.of(one.type(), shape, one.data()));
  }
}
