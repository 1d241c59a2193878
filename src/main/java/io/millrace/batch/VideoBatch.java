package io.millrace.batch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.millrace.item.HostBatch;
import io.millrace.item.ItemField;
import io.millrace.item.VideoItem;
import java.util.List;

/**
 * A batch of clips: the reference's {@code VideoBatch}. Where every frame is a target, labels are N
 * x frames and masks N x frames x height x width, which the reference cannot stack.
 */
public final class VideoBatch extends TensorBatch {
  private VideoBatch(HostBatch host, Device device, Runnable release) {
    super(host, device, release);
  }

  /** A batch over host memory that {@code release} gives back when the batch is closed. */
  public static VideoBatch of(HostBatch host, Runnable release) {
    return new VideoBatch(host, Device.cpu(), release);
  }

  /** Stacks items of one size. */
  public static VideoBatch collate(List<VideoItem> items) {
    return of(Collation.collate(items.stream().map(VideoItem::fields).toList()), () -> {});
  }

  /** Target frames as they were decoded, uint8, N x targets x 3 x height x width. */
  public NDArray originalImage() {
    return array(ItemField.ORIGINAL_IMAGE);
  }

  /** Files of the videos, or folders of their frames. */
  public List<String> videoPath() {
    return words(ItemField.VIDEO_PATH);
  }

  /** Number of each clip's target frame in its video, int64, N. */
  public NDArray targetFrame() {
    return array(ItemField.TARGET_FRAME);
  }

  /** Numbers of the target frames, int64, N, or N x frames. */
  public NDArray frames() {
    return array(ItemField.FRAMES);
  }

  /** Number of the last frame of the last clip of each video, int32, N. */
  public NDArray lastFrame() {
    return array(ItemField.LAST_FRAME);
  }

  /** Clip {@code i} with memory of its own: it outlives the batch. */
  public VideoItem item(int i) {
    return new VideoItem(host().item(i));
  }

  /** The batch copied to a device, with memory of its own: the caller closes it. */
  public VideoBatch toDevice(Device target) {
    return copyTo(new VideoBatch(host(), target, () -> {}));
  }
}
