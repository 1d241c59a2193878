package io.millrace.report.page;

import io.millrace.item.Size;
import io.millrace.report.profile.Card;
import io.millrace.report.profile.Channel;
import io.millrace.report.profile.Defect;
import io.millrace.report.profile.Depths;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Findings;
import io.millrace.report.profile.Group;
import io.millrace.report.profile.Histogram;
import io.millrace.report.profile.Pictures;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.Spread;
import io.millrace.report.profile.Steps;
import io.millrace.report.profile.Thumb;
import io.millrace.report.profile.Twins;
import io.millrace.sample.Contents;
import io.millrace.sample.Finding;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A profile that has something of everything.
 *
 * @param category in which all samples are
 * @param label of the abnormal ones
 * @param file part of each path
 */
record DrawnProfile(String category, String label, String file) {
  private static final Size SIZE = new Size(120, 160);

  static DrawnProfile plain() {
    return new DrawnProfile("millstone", "crack", "000.png");
  }

  Profile profile() {
    Contents contents = Contents.of(Task.SEGMENTATION);
    Card.Division division = new Card.Division("from_dir", "same_as_test", 42);
    return new Profile(
        new Card("MVTecAD", "/data/" + file, "files", List.of(category), contents, division, 1340),
        groups(),
        pictures(),
        List.of(
            new Channel("red", 0.4852, 0.2291, 1L << 32),
            new Channel("green", 0.4561, 0.2243, 1L << 32),
            new Channel("blue", 0.4063, 0.2252, 1L << 32)),
        List.of(new Defect(category, label, grown(0.0004), heat())),
        new Depths(even(0.1), even(0.4), even(0.8)),
        List.of(still(Split.TRAIN), marked(Split.TEST), clip(), deep()),
        findings(),
        twins(),
        steps());
  }

  private List<Group> groups() {
    return List.of(
        new Group(category, Split.TRAIN, "good", Label.NORMAL, 1200),
        new Group(category, Split.VAL, "good", Label.NORMAL, 60),
        new Group(category, Split.TEST, "good", Label.NORMAL, 50),
        new Group(category, Split.TEST, label, Label.ABNORMAL, 30));
  }

  private static Pictures pictures() {
    Map<Split, Pictures.Look> looks =
        Map.of(
            Split.TRAIN, new Pictures.Look(even(0.5), even(0.4), grown(20)),
            Split.VAL, new Pictures.Look(even(0.5), even(0.5), grown(25)),
            Split.TEST, new Pictures.Look(even(0.5), even(0.6), grown(40)));
    List<Pictures.Sized> sizes =
        List.of(
            new Pictures.Sized(new Size(900, 900), 1300),
            new Pictures.Sized(new Size(480, 640), 40));
    return new Pictures(1340, sizes, 3, looks);
  }

  /** Bins of one width, most values around a middle from 0 to 1. */
  private static Spread even(double middle) {
    return spread(IntStream.rangeClosed(0, 40).mapToObj(i -> i / 40.0).toList(), 40 * middle);
  }

  /** Bins that grow by factors. */
  private static Spread grown(double first) {
    List<Double> edges =
        IntStream.rangeClosed(0, 40).mapToObj(i -> first * Math.pow(1.2, i)).toList();
    return spread(edges, 18);
  }

  private static Spread spread(List<Double> edges, double middle) {
    List<Long> counts =
        IntStream.range(0, 40)
            .mapToObj(i -> Math.round(100 * Math.exp(-Math.pow(i - middle, 2) / 20)))
            .toList();
    long count = counts.stream().mapToLong(Long::longValue).sum();
    double mean = edges.get((int) middle);
    return new Spread(count, edges.get(4), mean, edges.get(36), new Histogram(edges, counts));
  }

  private static Defect.Heat heat() {
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < 16 * 16; i++) {
      double far = Math.hypot(i % 16 - 10, i / 16 - 5);
      shares.add(0.3 * Math.exp(-far * far / 12));
    }

    return new Defect.Heat(16, 16, shares);
  }

  private Example still(Split split) {
    return new Example(title(split, Label.NORMAL), List.of(thumb(80)), List.of(), List.of());
  }

  private Example marked(Split split) {
    return new Example(
        title(split, Label.ABNORMAL), List.of(thumb(60)), List.of(disc()), List.of());
  }

  private Example clip() {
    List<Thumb> frames = IntStream.range(0, 6).mapToObj(i -> thumb(40 + 16 * i)).toList();
    return new Example(title(Split.VAL, Label.NORMAL), frames, List.of(), List.of());
  }

  private Example deep() {
    float[] distances = new float[SIZE.height() * SIZE.width()];
    for (int i = 0; i < distances.length; i++) {
      boolean missing = i % SIZE.width() < 12;
      distances[i] = missing ? 0 : (float) (1 + 0.2 * Math.sin(i / 3000.0));
    }

    Example.Map map = new Example.Map(SIZE, distances);
    return new Example(
        title(Split.TEST, Label.NORMAL), List.of(thumb(100)), List.of(), List.of(map));
  }

  private Example.Title title(Split split, Label kind) {
    String name = kind == Label.ABNORMAL ? label : "good";
    String id = category + "/" + split.text() + "/" + name + "/" + file;
    return new Example.Title(id, category, split, name, kind);
  }

  /** A bright disc on a ramp. */
  private static Thumb thumb(int middle) {
    byte[] rgb = new byte[3 * SIZE.height() * SIZE.width()];
    for (int i = 0; i < rgb.length / 3; i++) {
      boolean inside = isInside(i, middle, 40);
      rgb[3 * i] = (byte) (inside ? 190 : 60 + i % SIZE.width() / 4);
      rgb[3 * i + 1] = (byte) (inside ? 170 : 70 + i / SIZE.width() / 4);
      rgb[3 * i + 2] = (byte) (inside ? 140 : 90);
    }

    return new Thumb(SIZE, rgb);
  }

  private static Example.Mask disc() {
    byte[] set = new byte[SIZE.height() * SIZE.width()];
    for (int i = 0; i < set.length; i++) {
      set[i] = (byte) (isInside(i, 66, 14) ? 1 : 0);
    }

    return new Example.Mask(0, SIZE, set);
  }

  private static boolean isInside(int i, int middle, int radius) {
    return Math.hypot(i % SIZE.width() - middle, i / SIZE.width() - 60) < radius;
  }

  private Findings findings() {
    Example example = marked(Split.TEST);
    String id = example.title().sampleId();
    List<Finding> first =
        List.of(
            new Finding(Reason.TRUNCATED, "", "test/" + file, "ends after 812 of 90,000 bytes"),
            new Finding(Reason.EMPTY_MASK, id, "ground_truth/" + file, "has no pixel set"));
    return new Findings(
        Map.of(Reason.TRUNCATED, 1L, Reason.EMPTY_MASK, 12L), first, List.of(example));
  }

  private Twins twins() {
    Twins.Side earlier = new Twins.Side(title(Split.TRAIN, Label.NORMAL), thumb(80));
    Twins.Side later = new Twins.Side(title(Split.TEST, Label.NORMAL), thumb(83));
    return new Twins(
        List.of(
            new Twins.Leak(Twins.Kind.EXACT, Split.TRAIN, Split.TEST, 1),
            new Twins.Leak(Twins.Kind.NEAR, Split.TRAIN, Split.TEST, 2)),
        List.of(
            new Twins.Pair(Twins.Kind.EXACT, earlier, earlier, 0),
            new Twins.Pair(Twins.Kind.NEAR, earlier, later, 0.0412)),
        0);
  }

  private Steps steps() {
    String id = title(Split.TRAIN, Label.NORMAL).sampleId();
    Size small = new Size(256, 256);
    return new Steps(
        id,
        List.of(
            new Steps.Step("", "", new Size(900, 900), 0, 1, thumb(80)),
            new Steps.Step("Resize", "{\"size\":[256,256]}", small, 0, 1, thumb(80)),
            new Steps.Step("Normalize", "{\"mean\":[0.5]}", small, -2.1f, 2.4f, thumb(80))));
  }

  /** The same with that card, those groups, examples and twins. */
  Profile with(Card card, List<Group> groups, List<Example> examples, Twins twins) {
    Profile profile = profile();
    return new Profile(
        card,
        groups,
        profile.pictures(),
        profile.channels(),
        profile.defects(),
        profile.depths(),
        examples,
        profile.findings(),
        twins,
        profile.steps());
  }

  /** The same with so many samples to look at, of which no picture can be packed well. */
  Profile withExamples(int count) {
    Profile profile = profile();
    byte[] noise = new byte[3 * SIZE.height() * SIZE.width()];
    new Random(0).nextBytes(noise);
    Example.Title title = title(Split.TEST, Label.NORMAL);
    Example noisy = new Example(title, List.of(new Thumb(SIZE, noise)), List.of(disc()), List.of());
    return with(
        profile.card(), profile.groups(), Collections.nCopies(count, noisy), profile.twins());
  }
}
