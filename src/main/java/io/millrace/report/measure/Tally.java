package io.millrace.report.measure;

import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.report.profile.Card;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.Steps;
import io.millrace.report.profile.Twins;
import io.millrace.report.twins.Print;
import io.millrace.report.twins.Usual;
import io.millrace.sample.Clips;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Label;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Reason;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What was measured of some of the samples. Travels as {@link #bytes}. For one thread. */
public final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int EXAMPLES = 384;
  private static final int EACH = 6;

  private final GroupTally groups = new GroupTally();
  private final LookTally looks = new LookTally();
  private final ColorTally colors = new ColorTally();
  private final DefectTally defects = new DefectTally();
  private final DepthTally depths = new DepthTally();
  private final Gallery gallery = new Gallery(EXAMPLES, EACH);
  private final FindingTally findings = new FindingTally();
  private final TreeMap<String, Usual> usual = new TreeMap<>(PathOrder.BY_CODE_POINT);
  private long stepsHash = Long.MAX_VALUE;
  private Steps steps = Steps.NONE;

  /** Counts a sample, whether it can be read or not. */
  public void count(Subject subject) {
    groups.add(subject);
  }

  /** Something that is wrong. */
  public void add(Finding finding) {
    findings.add(finding);
  }

  /**
   * Measures a sample that could be read.
   *
   * @param item its picture uint8, as large as it was stored
   * @return what it is told apart by
   */
  public Print measure(Subject subject, ImageItem item, Clips clips) {
    int first = firstNew(subject, clips);
    Print print = frames(subject, item.image(), first);
    gallery.add(subject, () -> Examples.of(subject.title(), item, clips));
    if (subject.sample().labelIndex() == Label.ABNORMAL) {
      Examples.masks(item, clips).stream()
          .filter(mask -> mask.frame() >= first)
          .map(mask -> MaskMeasure.of(mask.mask()))
          .forEach(mask -> mask(subject, mask, item, clips));
    }

    if (item.keys().contains(ItemField.DEPTH_MAP)) {
      depth(subject, DepthMeasure.of(item.tensor(ItemField.DEPTH_MAP)), item);
    }

    return clips.exist() ? Print.blind(print.content()) : print;
  }

  /**
   * Measures the picture of a sample that is bad otherwise.
   *
   * @param found why it is bad; counted by {@link #add(Finding)} or by another
   */
  public Print measureBad(Subject subject, HostTensor picture, Finding found, Clips clips) {
    findings.show(found, () -> Examples.of(subject.title(), picture));
    Print print = frames(subject, picture, firstNew(subject, clips));
    return clips.exist() ? Print.blind(print.content()) : print;
  }

  /** Of a clip the first frame that is not in the clip before: each frame counts once. */
  private static int firstNew(Subject subject, Clips clips) {
    boolean begins = !clips.exist() || subject.sample().image().frames().first() == 0;
    return begins ? 0 : clips.length() - Math.min(clips.step(), clips.length());
  }

  private Print frames(Subject subject, HostTensor image, int first) {
    Print print = Print.blind(0);
    for (HostTensor frame : Examples.from(image, first)) {
      PictureMeasure measure = PictureMeasure.of(frame);
      looks.add(subject.splits(), measure);
      if (subject.splits().contains(Split.TRAIN)) {
        colors.add(measure);
      }

      print = measure.print();
    }

    if (image.rank() == 3) {
      usual.computeIfAbsent(subject.sample().category(), any -> new Usual()).add(print);
    }

    return print;
  }

  private void mask(Subject subject, MaskMeasure mask, ImageItem item, Clips clips) {
    defects.add(subject.sample(), mask);
    if (!mask.any() && !clips.exist()) {
      add(subject, Field.MASK, "has no pixel above 0", item);
    }
  }

  private void depth(Subject subject, DepthMeasure depth, ImageItem item) {
    depths.add(depth);
    if (!depth.exists()) {
      add(subject, Field.DEPTH, "has no reading", item);
    }
  }

  private void add(Subject subject, Field empty, String detail, ImageItem item) {
    Reason reason = empty == Field.MASK ? Reason.EMPTY_MASK : Reason.EMPTY_DEPTH;
    String path = subject.sample().source(empty).map(Source::path).orElse("");
    Finding finding = new Finding(reason, subject.sample().id(), path, detail);
    findings.add(finding);
    findings.show(finding, () -> Examples.of(subject.title(), item, Clips.NONE));
  }

  /** Keeps what a pipeline makes of a training picture, of the one whose id has the least hash. */
  public void steps(Subject subject, Supplier<Steps> made) {
    if (subject.splits().contains(Split.TRAIN) && subject.hash() < stepsHash) {
      steps = made.get();
      stepsHash = subject.hash();
    }
  }

  /** Adds what another has measured. */
  public void add(Tally other) {
    groups.add(other.groups);
    looks.add(other.looks);
    colors.add(other.colors);
    defects.add(other.defects);
    depths.add(other.depths);
    gallery.add(other.gallery);
    findings.add(other.findings);
    other.usual.forEach(
        (category, more) -> usual.computeIfAbsent(category, any -> new Usual()).add(more));
    if (other.stepsHash < stepsHash) {
      stepsHash = other.stepsHash;
      steps = other.steps;
    }
  }

  /** What is usual in each category. */
  public SortedMap<String, Usual> usual() {
    return Collections.unmodifiableSortedMap(usual);
  }

  /** All of it. */
  public Profile profile(Card card, Twins twins) {
    return new Profile(
        card,
        groups.groups(),
        looks.pictures(),
        colors.channels(),
        defects.defects(),
        depths.depths(),
        gallery.examples(),
        findings.findings(),
        twins,
        steps);
  }

  /** As bytes, for another process of the same version. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return bytes.toByteArray();
  }

  /** What {@link #bytes} gave. */
  public static Tally of(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (Tally) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("Cannot read a tally of another version", e);
    }
  }
}
