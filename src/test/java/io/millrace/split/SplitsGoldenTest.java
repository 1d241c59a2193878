package io.millrace.split;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.random.Golden;
import io.millrace.sample.Split;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row by row what the reference made of real folders, for every configuration in the file. */
class SplitsGoldenTest {
  @ParameterizedTest
  @CsvSource({
    "mvtecad_grid.json, same_as_test",
    "mvtecad_transistor.json, same_as_test",
    "mvtec3d_cable_gland.json, same_as_test",
    "folder_hazelnut.json, from_test"
  })
  void putsEveryRowWhereTheReferencePutsIt(String file, String valMode) {
    JsonNode configs = Golden.read(file).get("configs");
    for (JsonNode config : configs) {
      Map<String, JsonNode> table = table(configs, config);
      Rows rows = new Rows();
      table.values().forEach(sample -> add(rows, sample));

      assertThat(rows.split(rule(config.get("arguments"), valMode)))
          .as(config.get("label").textValue())
          .isEqualTo(membership(table, config.get("subsets")));
    }
  }

  /** The rows by path: those of all configurations over the same folders, since rules drop some. */
  private static Map<String, JsonNode> table(JsonNode configs, JsonNode like) {
    Map<String, JsonNode> table = new TreeMap<>();
    for (JsonNode config : configs) {
      if (hasNormalTest(config) == hasNormalTest(like)) {
        config.get("subsets").findValues("samples").forEach(samples -> put(table, samples));
      }
    }

    return table;
  }

  private static boolean hasNormalTest(JsonNode config) {
    return !config.get("arguments").has("normal_test_dir");
  }

  private static void put(Map<String, JsonNode> table, JsonNode samples) {
    samples.forEach(sample -> table.put(sample.get("image_path").textValue(), sample));
  }

  private static void add(Rows rows, JsonNode sample) {
    byte folder = Membership.bit(Split.of(sample.get("split").textValue()));
    rows.add(1, folder, sample.get("label_index").intValue());
  }

  private static SplitRule rule(JsonNode arguments, String valMode) {
    return new SplitRule(
        TestSplitMode.of(arguments.path("test_split_mode").asText("from_dir")),
        arguments.path("test_split_ratio").asDouble(0.2),
        ValSplitMode.of(arguments.path("val_split_mode").asText(valMode)),
        arguments.path("val_split_ratio").asDouble(0.5),
        arguments.path("seed").asLong());
  }

  private static byte[] membership(Map<String, JsonNode> table, JsonNode subsets) {
    Map<String, Byte> bits = new TreeMap<>();
    table.keySet().forEach(path -> bits.put(path, Membership.NOWHERE));
    for (Split split : Split.values()) {
      for (JsonNode sample : subsets.path(split.text()).path("samples")) {
        bits.merge(
            sample.get("image_path").textValue(), Membership.bit(split), (a, b) -> (byte) (a | b));
      }
    }

    byte[] row = new byte[bits.size()];
    int i = 0;
    for (byte bit : bits.values()) {
      row[i++] = bit;
    }

    return row;
  }
}
