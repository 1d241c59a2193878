package io.millrace.config;

import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.util.List;
import java.util.Optional;

/** A split mode; the synthetic ones are known, and come in a later version. */
record SplitModeType<T>(ValueType<T> supported) implements ValueType<T> {
  static final SplitModeType<TestSplitMode> TEST =
      new SplitModeType<>(
          Types.oneOf(List.of(TestSplitMode.NONE, TestSplitMode.FROM_DIR), TestSplitMode::text));

  static final SplitModeType<ValSplitMode> VAL =
      new SplitModeType<>(
          Types.oneOf(
              List.of(
                  ValSplitMode.NONE,
                  ValSplitMode.SAME_AS_TEST,
                  ValSplitMode.FROM_TRAIN,
                  ValSplitMode.FROM_TEST,
                  ValSplitMode.FROM_DIR),
              ValSplitMode::text));

  @Override
  public String words() {
    return supported.words();
  }

  @Override
  public Optional<T> read(Node node, Spot spot) {
    String text = node.text().orElse("");
    if (text.equals("synthetic") || text.equals("SYNTHETIC")) {
      String reason = ": synthetic comes in a later version (use " + words() + ")";
      spot.problems().add(node.position(), "Unsupported " + spot.path() + reason);
      return Optional.empty();
    }

    return supported.read(node, spot);
  }
}
