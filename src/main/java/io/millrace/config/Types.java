package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The types that several keys share. */
final class Types {
  /** Share of a whole; the reference takes 0 for 0.5. */
  static final ValueType<Double> RATIO =
      ValueType.of(
          "a number >= 0 and < 1",
          node -> node.number().filter(x -> x == 0 || (x > 0 && x < 1 && 1 - x < 1)));

  static final ValueType<Double> PROBABILITY =
      ValueType.of("a number from 0 to 1", node -> node.number().filter(x -> x >= 0 && x <= 1));

  static final ValueType<Boolean> TRUTH = ValueType.of("true or false", Node::truth);

  static final ValueType<String> TEXT =
      ValueType.of("a text", node -> node.text().filter(text -> !text.isBlank()));

  static final ValueType<List<String>> TEXTS =
      ValueType.of(
          "a text or a list of texts", node -> texts(node).filter(texts -> !texts.isEmpty()));

  static final ValueType<List<String>> TEXTS_OR_NONE =
      ValueType.of("a text or a list of texts", Types::texts).orNull(List.of());

  static final ValueType<List<String>> EXTENSIONS =
      ValueType.of(
          "a list of suffixes with their dot, such as [.png, .jpg]",
          node -> texts(node).filter(all -> all.stream().allMatch(one -> one.matches("\\..+"))));

  /** A path, or nothing. */
  static final ValueType<String> PATH_OR_NONE = TEXT.orNull("");

  private Types() {}

  /** At least {@code least}. */
  static ValueType<Integer> whole(int least) {
    return ValueType.of("a whole number >= " + least, node -> whole(node, least));
  }

  static Optional<Integer> whole(Node node, int least) {
    return node.whole()
        .filter(value -> value >= least && value <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }

  /** One of those, by its name in lower or upper case. */
  static <T> ValueType<T> oneOf(List<T> values, Function<T, String> name) {
    List<String> names = values.stream().map(name).toList();
    return ValueType.of(
        words(names),
        node -> values.stream().filter(value -> is(node, name.apply(value))).findFirst());
  }

  /** Three numbers, red, green and blue, each above a bound. */
  static ValueType<List<Float>> channels(String words, double above) {
    return ValueType.of(
        words,
        node ->
            all(node, part -> part.number().filter(x -> x > above).map(Double::floatValue))
                .filter(values -> values.size() == 3));
  }

  /** {@code a, b or c}. */
  static String words(List<String> names) {
    return words(names, "or");
  }

  /** {@code a, b and c}. */
  static String words(List<String> names, String join) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " " + join + " " + names.get(last);
  }

  /** Every element, if it is a list and every element is right. */
  static <T> Optional<List<T>> all(Node node, Function<Node, Optional<T>> element) {
    return node.list()
        .flatMap(
            elements -> {
              List<T> values = new ArrayList<>();
              elements.forEach(one -> element.apply(one).ifPresent(values::add));
              return values.size() == elements.size() ? Optional.of(values) : Optional.empty();
            });
  }

  private static boolean is(Node node, String name) {
    String text = node.text().orElse("");
    return text.equals(name) || text.equals(name.toUpperCase(Locale.ROOT));
  }

  private static Optional<List<String>> texts(Node node) {
    Function<Node, Optional<String>> one = part -> part.text().filter(text -> !text.isBlank());
    return node.list().isPresent() ? all(node, one) : one.apply(node).map(List::of);
  }
}
