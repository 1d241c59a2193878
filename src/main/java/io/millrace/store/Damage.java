package io.millrace.store;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Something of a store that is not as its snapshot says.
 *
 * @param shard its name; empty where it is about the whole store
 * @param place what of it, such as {@code chunk 3 of image}; empty for all of the file
 * @param detail what was found, as half a sentence
 * @param sampleIds the samples concerned, as far as the index names them
 */
public record Damage(String shard, String place, String detail, List<String> sampleIds)
    implements Serializable {
  /** Samples that a sentence names at most. */
  private static final int NAMED = 3;

  public Damage {
    Objects.requireNonNull(shard, "shard");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(detail, "detail");
    sampleIds = List.copyOf(sampleIds);
  }

  /** One sentence: shard, place, what is wrong, and some of the samples concerned. */
  public String sentence() {
    StringBuilder text = new StringBuilder();
    if (!shard.isEmpty()) {
      text.append("shard ").append(shard).append(place.isEmpty() ? ": " : ", ");
    }

    text.append(place).append(place.isEmpty() ? "" : ": ").append(detail);
    if (!sampleIds.isEmpty()) {
      List<String> named = sampleIds.subList(0, Math.min(NAMED, sampleIds.size()));
      text.append(" (samples ").append(String.join(", ", named));
      text.append(named.size() < sampleIds.size() ? " and %d more)" : ")");
    }

    return text.toString().replace("%d", Integer.toString(sampleIds.size() - NAMED));
  }
}
