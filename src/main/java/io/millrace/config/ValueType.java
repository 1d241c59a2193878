package io.millrace.config;

import java.util.Optional;
import java.util.function.Function;

/** What a value must be, and how it is read. */
interface ValueType<T> {
  /** What it must be, such as {@code a whole number >= 1}. */
  String words();

  /** The value; empty if it is wrong, which is a problem of the spot then. */
  Optional<T> read(Node node, Spot spot);

  /** One that is right or wrong as a whole. */
  static <T> ValueType<T> of(String words, Function<Node, Optional<T>> parse) {
    return new Simple<>(words, parse);
  }

  /** The same, with null for something. */
  default ValueType<T> orNull(T value) {
    return of(
        words() + ", or null",
        node ->
            node.isNull() ? Optional.of(value) : read(node, new Spot("nobody", new Problems())));
  }

  /** See {@link #of}. */
  record Simple<T>(String words, Function<Node, Optional<T>> parse) implements ValueType<T> {
    @Override
    public Optional<T> read(Node node, Spot spot) {
      Optional<T> value = parse.apply(node);
      if (value.isEmpty()) {
        spot.invalid(node, words);
      }

      return value;
    }
  }
}
