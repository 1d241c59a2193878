package io.millrace.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The text of a {@link PlanState}. */
final class PlanStateJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> KEYS =
      List.of(
          "version",
          "snapshotId",
          "split",
          "seed",
          "epoch",
          "laneOffset",
          "lanes",
          "window",
          "rowsPerLane",
          "policy",
          "transformHash");

  private PlanStateJson() {}

  static String write(PlanState state) {
    TrainRule rule = state.rule();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("version", PlanState.VERSION);
    json.put("snapshotId", state.snapshotId());
    json.put("split", state.split());
    json.put("seed", rule.seed());
    json.put("epoch", state.epoch());
    json.put("laneOffset", state.laneOffset());
    json.put("lanes", rule.lanes());
    json.put("window", rule.window());
    json.put("rowsPerLane", rule.rowsPerLane());
    json.put("policy", rule.policy().text());
    json.put("transformHash", state.transformHash());
    return json.toString();
  }

  static PlanState read(String text) {
    JsonNode json = object(text);
    int version = integer(json, "version");
    if (version != PlanState.VERSION) {
      throw new IllegalArgumentException(
          String.format(
              "Unsupported state of a plan: version %d (this program reads version %d: use the one"
                  + " that wrote it)",
              version, PlanState.VERSION));
    }

    json.fieldNames().forEachRemaining(PlanStateJson::known);
    TrainRule rule =
        new TrainRule(
            number(json, "seed"),
            integer(json, "lanes"),
            integer(json, "window"),
            integer(json, "rowsPerLane"),
            Policy.of(string(json, "policy")));
    return new PlanState(
        string(json, "snapshotId"),
        string(json, "split"),
        rule,
        number(json, "epoch"),
        integer(json, "laneOffset"),
        string(json, "transformHash"));
  }

  private static JsonNode object(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      if (json.isObject()) {
        return json;
      }

      throw invalid("it is no JSON object");
    } catch (JsonProcessingException e) {
      throw invalid("it is no JSON: " + e.getOriginalMessage());
    }
  }

  private static void known(String key) {
    if (!KEYS.contains(key)) {
      throw invalid("unknown key " + key);
    }
  }

  private static int integer(JsonNode json, String key) {
    JsonNode value = json.path(key);
    check(value.isInt(), key, "a whole number below 2^31", value);
    return value.intValue();
  }

  private static long number(JsonNode json, String key) {
    JsonNode value = json.path(key);
    check(value.isIntegralNumber() && value.canConvertToLong(), key, "a whole number", value);
    return value.longValue();
  }

  private static String string(JsonNode json, String key) {
    JsonNode value = json.path(key);
    check(value.isTextual(), key, "a text", value);
    return value.textValue();
  }

  private static void check(boolean is, String key, String wanted, JsonNode value) {
    if (!is) {
      String what = value.isMissingNode() ? "is missing" : "is " + value;
      throw invalid(key + " " + what + " (must be " + wanted + ")");
    }
  }

  private static IllegalArgumentException invalid(String why) {
    return new IllegalArgumentException(
        "Invalid state of a plan: " + why + " (give the line of JSON that a loader gave)");
  }
}
