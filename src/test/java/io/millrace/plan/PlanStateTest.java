package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlanStateTest {
  private static final TrainRule RULE = new TrainRule(42, 8, 256, 4, Policy.KEEP_TAIL);
  private static final PlanState STATE =
      new PlanState("0123456789abcdef0123456789abcdef", "train", RULE, 3, 128, "fedcba9876543210");
  private static final String JSON =
      "{\"version\":1,\"snapshotId\":\"0123456789abcdef0123456789abcdef\",\"split\":\"train\","
          + "\"seed\":42,\"epoch\":3,\"laneOffset\":128,\"lanes\":8,\"window\":256,"
          + "\"rowsPerLane\":4,\"policy\":\"keep_tail\",\"transformHash\":\"fedcba9876543210\"}";

  @Test
  void isOneLineOfJsonInOneOrder() {
    assertThat(STATE.json()).isEqualTo(JSON);
    assertThat(PlanState.parse(JSON)).isEqualTo(STATE);
  }

  @Property
  void readsWhatItWroteInLessThan400Bytes(
      @ForAll long seed,
      @ForAll long epoch,
      @ForAll @IntRange int offset,
      @ForAll @IntRange(min = 1) int window,
      @ForAll Policy policy) {
    TrainRule rule = new TrainRule(seed, 1 << 15, window, 1 << 15, policy);
    PlanState state = new PlanState(STATE.snapshotId(), "train", rule, epoch, offset, "0");

    assertThat(PlanState.parse(state.json())).isEqualTo(state);
    assertThat(state.json().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(400);
  }

  @Test
  void movesToAnotherPlaceOfTraining() {
    PlanState moved = STATE.at(4, 0);

    assertThat(moved.json())
        .isEqualTo(JSON.replace("\"epoch\":3,\"laneOffset\":128", "\"epoch\":4,\"laneOffset\":0"));
  }

  @Test
  void goesOnElsewhereWithOtherRowsPerLane() {
    PlanState here =
        new PlanState(
            STATE.snapshotId(), "train", RULE.withRowsPerLane(9), 0, 0, STATE.transformHash());

    assertThat(STATE.differences(here)).isEmpty();
  }

  @Test
  void saysWhatIsDifferent() {
    TrainRule rule = new TrainRule(7, 4, 512, 4, Policy.WRAP);

    assertThat(STATE.differences(new PlanState("abc", "val", rule, 3, 128, "def")))
        .containsExactly(
            "snapshotId is 0123456789abcdef0123456789abcdef in the state and abc here",
            "split is train in the state and val here",
            "seed is 42 in the state and 7 here",
            "lanes is 8 in the state and 4 here",
            "window is 256 in the state and 512 here",
            "policy is keep_tail in the state and wrap here",
            "transformHash is fedcba9876543210 in the state and def here");
  }

  @Test
  void hashesOperationsByTheFirst16DigitsOfSha256() {
    // printf '[]' | sha256sum
    assertThat(PlanState.transformHash("[]")).isEqualTo("4f53cda18c2baa0c");
  }

  @Test
  void refusesAnotherVersionByItsNumber() {
    refuses(
        "{\"version\":2,\"more\":true}",
        "Unsupported state of a plan: version 2 (this program reads version 1: use the one that"
            + " wrote it)");
  }

  @Test
  void refusesTextThatIsNoState() {
    String wayOut = " (give the line of JSON that a loader gave)";
    refuses("[1]", "Invalid state of a plan: it is no JSON object" + wayOut);
    refuses("", "Invalid state of a plan: it is no JSON object" + wayOut);
    refuses(
        "{}",
        "Invalid state of a plan: version is missing (must be a whole number below 2^31)" + wayOut);
    refuses(
        JSON.replace("{", "{\"rank\":3,"), "Invalid state of a plan: unknown key rank" + wayOut);
    refuses(
        JSON.replace("42", "4.5"),
        "Invalid state of a plan: seed is 4.5 (must be a whole number)" + wayOut);
    refuses(
        JSON.replace("\"lanes\":8", "\"lanes\":8589934592"),
        "Invalid state of a plan: lanes is 8589934592 (must be a whole number below 2^31)"
            + wayOut);
    refuses(
        JSON.replace("\"train\"", "1"),
        "Invalid state of a plan: split is 1 (must be a text)" + wayOut);
    refuses(JSON.replace("\"lanes\":8", "\"lanes\":0"), "Invalid lanes: 0 (must be >= 1)");
    refuses(JSON.replace("128", "-1"), "Invalid laneOffset: -1 (must be >= 0)");
    assertThatThrownBy(() -> PlanState.parse(JSON + JSON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid state of a plan: it is no JSON: ")
        .hasMessageEndingWith(wayOut);
    assertThatThrownBy(() -> PlanState.parse("nonsense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid state of a plan: it is no JSON: ");
  }

  @Test
  void refusesNamesThatWouldNeedAnEscape() {
    refuses(
        JSON.replace("train", "tr ain"),
        "Invalid split: 'tr ain' (must be 1 to 64 letters, digits, '.', '_' or '-')");
  }

  private static void refuses(String json, String message) {
    assertThatThrownBy(() -> PlanState.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
