package io.millrace.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What makes pictures faster here without changing a bit of them, chosen once per JVM. The system
 * property {@code millrace.accelerators} says what may be chosen: {@code all}, which is the
 * default, {@code none}, or some of {@code vector,igzip}.
 */
public final class Accelerators {
  /** The system property. */
  public static final String PROPERTY = "millrace.accelerators";

  private static volatile Accelerators chosen;

  private final Map<Kind, Choice> choices;

  /** What there may be. */
  public enum Kind {
    /** Loops by the Vector API. */
    VECTOR("io.millrace.kernel.vector.VectorKernels"),
    /** Inflate by ISA-L's igzip. */
    IGZIP("io.millrace.kernel.igzip.GklInflate");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** As the property and the doctor write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.text().equals(word)) {
          return kind;
        }
      }

      throw new IllegalArgumentException(
          "Invalid %s: %s (must be all, none, or some of vector, igzip with commas between)"
              .formatted(PROPERTY, word));
    }
  }

  /** What was found of a kind: an instance, or null and why; no reason if it is switched off. */
  private record Choice(Object found, String why) {}

  private Accelerators(Map<Kind, Choice> choices) {
    this.choices = choices;
  }

  /**
   * This JVM's choice.
   *
   * @throws IllegalArgumentException if the property is none that there is
   */
  public static Accelerators chosen() {
    Accelerators here = chosen;
    return here == null ? chooseOnce() : here;
  }

  private static synchronized Accelerators chooseOnce() {
    if (chosen == null) {
      chosen = choose(System.getProperty(PROPERTY, "all"));
    }

    return chosen;
  }

  /** What that setting would choose here. */
  static Accelerators choose(String setting) {
    List<Kind> wanted = wanted(setting.strip().toLowerCase(Locale.ROOT));
    Map<Kind, Choice> choices = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      Choice off = new Choice(null, "");
      choices.put(kind, wanted.contains(kind) ? find(kind) : off);
    }

    return new Accelerators(choices);
  }

  private static List<Kind> wanted(String setting) {
    List<Kind> wanted = new ArrayList<>();
    switch (setting) {
      case "all" -> wanted.addAll(List.of(Kind.values()));
      case "none" -> {}
      default -> {
        for (String word : setting.split(",", -1)) {
          wanted.add(Kind.of(word.strip()));
        }
      }
    }

    return wanted;
  }

  private static Choice find(Kind kind) {
    try {
      return new Choice(Class.forName(kind.type).getConstructor().newInstance(), "");
    } catch (InvocationTargetException e) {
      return new Choice(null, missing(kind, e.getCause()));
    } catch (ReflectiveOperationException | LinkageError e) {
      return new Choice(null, missing(kind, e));
    }
  }

  private static String missing(Kind kind, Throwable why) {
    if (why instanceof UnsupportedOperationException) {
      return why.getMessage();
    }

    return switch (kind) {
      case VECTOR -> "start the JVM with --add-modules jdk.incubator.vector";
      case IGZIP -> "put the gkl jar on the class path (%s)".formatted(why);
    };
  }

  /** The loops. */
  public Kernels kernels() {
    Choice choice = choices.get(Kind.VECTOR);
    return choice.found == null ? Kernels.plain() : (Kernels) choice.found;
  }

  /** An inflate for whole streams, if there is a faster one than ours. */
  public Optional<WholeInflate> inflate() {
    return Optional.ofNullable((WholeInflate) choices.get(Kind.IGZIP).found);
  }

  /** What is on, such as {@code vector}. */
  public List<String> on() {
    List<String> on = new ArrayList<>();
    choices.forEach(
        (kind, choice) -> {
          if (choice.found != null) {
            on.add(kind.text());
          }
        });
    return on;
  }

  /** What is missing here though it is not switched off, each with what to do about it. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    choices.forEach(
        (kind, choice) -> {
          if (choice.found == null && !choice.why.isEmpty()) {
            missing.add(kind.text() + ": " + choice.why);
          }
        });
    return missing;
  }
}
