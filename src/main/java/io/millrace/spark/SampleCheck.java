package io.millrace.spark;

import io.millrace.batch.SampleBytes;
import io.millrace.batch.VideoScan;
import io.millrace.decode.ColorMode;
import io.millrace.decode.Decoding;
import io.millrace.decode.DepthDecoder;
import io.millrace.decode.DepthInfo;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.ImageInfo;
import io.millrace.item.Size;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all files of samples and says what is wrong with them. For one thread. */
final class SampleCheck implements AutoCloseable {
  private static final ImageInfo UNREADABLE = new ImageInfo("unreadable", 0, 0, "unreadable");

  private final SampleBytes files;
  private final Contents contents;
  private final ImageDecoder decoder;
  private final DepthDecoder depths;
  private final VideoScan videos;
  private List<Finding> findings = new ArrayList<>();

  /** A check of samples whose bytes those give, or of videos in that storage. */
  SampleCheck(SampleBytes files, Storage storage, Contents contents, Decoding decoding) {
    this.files = files;
    this.contents = contents;
    this.decoder = new ImageDecoder(decoding);
    this.depths = new DepthDecoder(decoding.limits());
    this.videos = new VideoScan(storage, decoding);
  }

  /**
   * What reading a sample tells.
   *
   * @param info of the picture, or of the video
   * @param depthType type of the depth map's values
   * @param depthMissing share of its readings that are 0 or no number, 0 to 1; -1 where there is
   *     none
   */
  record Told(ImageInfo info, String depthType, double depthMissing, List<Finding> findings) {}

  /** Reads a picture with all that belongs to it, or a video that is not cut. */
  Told check(Sample sample) {
    findings = new ArrayList<>();
    return contents.clips().exist() ? video(sample) : picture(sample);
  }

  /** Every frame is decoded; the masks were read when the video was counted. */
  private Told video(Sample sample) {
    if (sample.image().videoFrames() == 0) { // the listing tells why
      return new Told(UNREADABLE, "", -1, findings);
    }

    try {
      VideoScan.Kind kind = videos.kind(sample);
      String damage = videos.damage(sample);
      if (!damage.isEmpty()) {
        add(sample, Field.IMAGE, Reason.DAMAGED_VIDEO, "ends before its file does: " + damage);
      }

      Size size = kind.size();
      ImageInfo info = new ImageInfo(kind.container(), size.width(), size.height(), kind.codec());
      return new Told(info, "", -1, findings);
    } catch (BadSampleException e) {
      findings.add(e.finding());
      return new Told(UNREADABLE, "", -1, findings);
    }
  }

  private Told picture(Sample sample) {
    Optional<ImageInfo> picture =
        read(
            sample,
            Field.IMAGE,
            bytes -> decoder.decode(bytes, ColorMode.RGB, new Pixels.Nowhere()));
    if (sample.source(Field.MASK).isPresent() && sample.labelIndex() == Label.ABNORMAL) {
      mask(sample, picture.map(SampleCheck::size));
    }

    Pixels.Readings readings = new Pixels.Readings();
    Optional<DepthInfo> depth =
        sample.source(Field.DEPTH).isEmpty()
            ? Optional.empty()
            : read(sample, Field.DEPTH, bytes -> depths.decode(bytes, readings::of));
    depth.ifPresent(info -> depth(sample, info, readings, picture.map(SampleCheck::size)));
    return new Told(
        picture.orElse(UNREADABLE),
        depth.map(DepthInfo::type).orElse(""),
        depth.isPresent() ? readings.missing() : -1,
        findings);
  }

  private void mask(Sample sample, Optional<Size> picture) {
    Pixels.Values values = new Pixels.Values();
    Optional<ImageInfo> info =
        read(sample, Field.MASK, bytes -> decoder.decode(bytes, ColorMode.GRAY, values));
    if (info.isEmpty()) {
      return;
    }

    if (!values.any()) {
      add(sample, Field.MASK, Reason.EMPTY_MASK, "has no pixel above 0");
    }

    if (contents.depth().exists() && !values.codes().isEmpty()) {
      add(
          sample,
          Field.MASK,
          Reason.MASK_CODES,
          "has values above 1: " + String.join(", ", values.codes()));
    }

    compare(sample, Field.MASK, size(info.get()), picture);
  }

  private void depth(
      Sample sample, DepthInfo info, Pixels.Readings readings, Optional<Size> picture) {
    if (readings.missing() == 1) {
      add(sample, Field.DEPTH, Reason.EMPTY_DEPTH, "has no reading");
    }

    compare(sample, Field.DEPTH, new Size(info.height(), info.width()), picture);
  }

  private void compare(Sample sample, Field field, Size size, Optional<Size> picture) {
    if (picture.isPresent() && !picture.get().equals(size)) {
      add(
          sample,
          field,
          Reason.SIZE_MISMATCH,
          "is " + size + " but its picture is " + picture.get());
    }
  }

  private static Size size(ImageInfo info) {
    return new Size(info.height(), info.width());
  }

  private interface Reading<T> {
    T read(byte[] bytes) throws IOException;
  }

  private <T> Optional<T> read(Sample sample, Field field, Reading<T> reading) {
    try {
      return Optional.of(reading.read(files.read(sample, field)));
    } catch (IOException e) {
      findings.add(Finding.of(e, sample.id(), sample.source(field).orElseThrow().path()));
    }

    return Optional.empty();
  }

  private void add(Sample sample, Field field, Reason reason, String detail) {
    String path = sample.source(field).orElseThrow().path();
    findings.add(new Finding(reason, sample.id(), path, detail));
  }

  @Override
  public void close() {
    videos.close();
  }
}
