package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigReaderPropertiesTest {
  private static final List<String> LINES =
      List.of(
          "data: MVTecAD",
          "class_path: Folder",
          "init_args:",
          "  seed: 1",
          "seed: [1, {a: b}]",
          "  - &x y",
          "  - *x",
          "augmentations:",
          "  class_path: Resize",
          "    size: 3",
          "name: é",
          "normal_dir: ~",
          "\"q\": '",
          "? a",
          ": b",
          "---",
          "<<: {a: 1}",
          "image_size: 3x",
          "\t");

  @Provide
  Arbitrary<String> files() {
    Arbitrary<String> lines =
        Arbitraries.of(LINES).list().ofMaxSize(12).map(l -> String.join("\n", l));
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(60), lines);
  }

  @Property(tries = 2000)
  void anyTextIsARunOrAListOfProblems(@ForAll("files") String yaml) {
    assertThat(Problem.of(ConfigInput.of(yaml, "a.yaml").with("data.seed", yaml)))
        .allSatisfy(
            problem -> assertThat(problem).matches("(?s)(Cannot|Invalid|Missing|Unsupported) .*"));
  }
}
