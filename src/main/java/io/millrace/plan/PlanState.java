package io.millrace.plan;

import io.millrace.random.KeyMix;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Where training stands: the resume token. Knows neither ranks nor machines, so it goes on with
 * others.
 *
 * @param snapshotId the table that was read: order depends on its chunks
 * @param split the subset, {@code train}
 * @param rule how its rows are ordered and dealt
 * @param epoch the epoch, from 0
 * @param laneOffset rows of each lane that have been used in it
 * @param transformHash {@link #transformHash(String)} of the operations
 */
public record PlanState(
    String snapshotId,
    String split,
    TrainRule rule,
    long epoch,
    int laneOffset,
    String transformHash)
    implements Serializable {
  /** The version of the JSON that is written and read. */
  public static final int VERSION = 1;

  public PlanState {
    plain("snapshotId", snapshotId);
    plain("split", split);
    Objects.requireNonNull(rule, "rule");
    Checks.atLeast("laneOffset", laneOffset, 0);
    plain("transformHash", transformHash);
  }

  /** A token is short, and the same whoever writes it: no text in it needs an escape. */
  private static void plain(String name, String text) {
    if (!text.matches("[0-9A-Za-z._-]{1,64}")) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid %s: '%s' (must be 1 to 64 letters, digits, '.', '_' or '-')", name, text));
    }
  }

  /**
   * The state that {@link #json()} wrote.
   *
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  public static PlanState parse(String json) {
    return PlanStateJson.read(json);
  }

  /** One line of JSON, less than 400 bytes, its keys always in one order. */
  public String json() {
    return PlanStateJson.write(this);
  }

  /** The first 16 hex digits of the SHA-256 of operations as canonical JSON, in UTF-8. */
  public static String transformHash(String canonicalJson) {
    return String.format(Locale.ROOT, "%016x", KeyMix.hash64(canonicalJson));
  }

  /** The same at another place of training. */
  public PlanState at(long otherEpoch, int otherLaneOffset) {
    return new PlanState(snapshotId, split, rule, otherEpoch, otherLaneOffset, transformHash);
  }

  /**
   * What makes the order of this state another than that of {@code here}, in words; empty if
   * training can go on. Where it stands, and how many rows a step takes, may differ.
   */
  public List<String> differences(PlanState here) {
    List<String> found = new ArrayList<>();
    compare(found, "snapshotId", snapshotId, here.snapshotId);
    compare(found, "split", split, here.split);
    compare(found, "seed", rule.seed(), here.rule.seed());
    compare(found, "lanes", rule.lanes(), here.rule.lanes());
    compare(found, "window", rule.window(), here.rule.window());
    compare(found, "policy", rule.policy().text(), here.rule.policy().text());
    compare(found, "transformHash", transformHash, here.transformHash);
    return found;
  }

  private static void compare(List<String> found, String name, Object state, Object here) {
    if (!state.equals(here)) {
      found.add(name + " is " + state + " in the state and " + here + " here");
    }
  }
}
