package io.millrace.report.page;

import io.millrace.report.profile.Card;
import io.millrace.report.profile.Group;
import io.millrace.report.profile.Pictures;
import io.millrace.report.profile.Profile;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** One line of a data set's card. */
public record Fact(String name, String value) {
  public Fact {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  /** What is worth knowing first. */
  static List<Fact> of(Profile profile) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Samples", Words.count(profile.card().samples())));
    for (Split split : Split.values()) {
      facts.add(new Fact(name(split), count(profile, group -> group.split() == split)));
    }

    facts.add(new Fact("Normal", count(profile, group -> group.labelIndex() == Label.NORMAL)));
    facts.add(new Fact("Abnormal", count(profile, group -> group.labelIndex() == Label.ABNORMAL)));
    facts.add(new Fact("Sizes", sizes(profile.pictures())));
    facts.add(new Fact("Samples have", contents(profile.card())));
    facts.add(new Fact("Read from", source(profile.card())));
    Card.Division division = profile.card().division();
    facts.add(new Fact("Test samples", division.testMode()));
    facts.add(new Fact("Validation samples", division.valMode()));
    facts.add(new Fact("Seed", Long.toString(division.seed())));
    return facts;
  }

  private static String name(Split split) {
    return switch (split) {
      case TRAIN -> "Train";
      case VAL -> "Validation";
      case TEST -> "Test";
    };
  }

  private static String count(Profile profile, Predicate<Group> which) {
    return Words.count(profile.groups().stream().filter(which).mapToLong(Group::samples).sum());
  }

  private static String source(Card card) {
    return switch (card.kind()) {
      case "packed" -> "a store of the files";
      case "tensors" -> "a store of baked pictures";
      default -> card.kind();
    };
  }

  private static String sizes(Pictures pictures) {
    List<Pictures.Sized> sizes = pictures.sizes();
    if (sizes.isEmpty()) {
      return "no picture was read";
    }

    String most = Words.size(sizes.get(0).size());
    if (sizes.size() == 1 && pictures.others() == 0) {
      return most;
    }

    return most + " and " + (pictures.others() > 0 ? "many" : sizes.size() - 1) + " others";
  }

  private static String contents(Card card) {
    List<String> parts = new ArrayList<>();
    parts.add(
        card.contents().clips().exist()
            ? "clips of %d frames".formatted(card.contents().frames())
            : "a picture");
    if (card.contents().task() == Task.SEGMENTATION) {
      parts.add("masks");
    }

    if (card.contents().depth().exists()) {
      parts.add("a depth map");
    }

    return String.join(", ", parts);
  }
}
