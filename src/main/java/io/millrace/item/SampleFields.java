package io.millrace.item;

import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fields of a batch that are known without decoding anything. */
record SampleFields(Contents contents, List<Sample> samples) {
  private boolean hasManyTargets() {
    return contents.targets() > 1;
  }

  private long[] shape() {
    return hasManyTargets()
        ? new long[] {samples.size(), contents.targets()}
        : new long[] {samples.size()};
  }

  /**
   * Labels, int8. Where every frame of a clip is a target, a frame is abnormal if its mask has any
   * pixel; without masks each frame has the label of its clip.
   *
   * @param masks of the samples; null where there are none
   */
  HostTensor labels(HostTensor masks) {
    int targets = contents.targets();
    ByteBuffer labels = ByteBuffer.allocateDirect(samples.size() * targets);
    for (int i = 0; i < samples.size(); i++) {
      Label label = samples.get(i).labelIndex();
      boolean byMask = hasManyTargets() && masks != null && label != Label.UNKNOWN;
      for (int t = 0; t < targets; t++) {
        labels.put((byte) (byMask ? any(masks.slice(i).slice(t)) : label.index()));
      }
    }

    return HostTensor.of(DType.I8, shape(), labels.flip());
  }

  private static int any(HostTensor mask) {
    ByteBuffer data = mask.data();
    while (data.hasRemaining()) {
      if (data.get() != 0) {
        return 1;
      }
    }

    return 0;
  }

  /** Of clips the numbers of their target frames, and of their video's last one. */
  Map<ItemField, HostTensor> frames() {
    Map<ItemField, HostTensor> fields = new EnumMap<>(ItemField.class);
    if (!contents.clips().exist()) {
      return fields;
    }

    HostTensor frames = HostTensor.zeros(DType.I64, shape());
    ByteBuffer last = ByteBuffer.allocateDirect(samples.size() * 4).order(ByteOrder.nativeOrder());
    ByteBuffer numbers = frames.data();
    for (Sample sample : samples) {
      FrameRange target = contents.clips().target().of(contents.clips().length());
      for (int t = target.first(); t < target.end(); t++) {
        numbers.putLong(sample.image().frames().first() + t);
      }

      last.putInt(lastFrame(sample.image(), contents.clips()));
    }

    fields.put(ItemField.FRAMES, frames);
    if (!hasManyTargets()) {
      fields.put(ItemField.TARGET_FRAME, frames);
    }

    fields.put(
        ItemField.LAST_FRAME, HostTensor.of(DType.I32, new long[] {samples.size()}, last.flip()));
    return fields;
  }

  /** Of the last clip, not of the video, as in the reference. */
  private static int lastFrame(Source video, Clips clips) {
    return clips.clip(clips.count(video.videoFrames()) - 1).end() - 1;
  }

  /** Paths and ids. */
  Map<ItemField, List<String>> texts() {
    Map<ItemField, List<String>> texts = new EnumMap<>(ItemField.class);
    boolean video = contents.clips().exist();
    texts.put(video ? ItemField.VIDEO_PATH : ItemField.IMAGE_PATH, words(s -> s.image().path()));
    texts.put(ItemField.MASK_PATH, words(sample -> path(sample, Field.MASK)));
    texts.put(ItemField.SAMPLE_ID, words(Sample::id));
    if (contents.depth().exists()) {
      texts.put(ItemField.DEPTH_PATH, words(sample -> path(sample, Field.DEPTH)));
    }

    return texts;
  }

  private List<String> words(Function<Sample, String> word) {
    return samples.stream().map(word).toList();
  }

  private static String path(Sample sample, Field field) {
    return sample.source(field).map(Source::path).orElse("");
  }
}
