package io.millrace.report.profile;

import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong.
 *
 * @param counts all findings by reason; a reason without any has no key
 * @param first some of them, by reason, then path: all, where they are few
 * @param examples pictures of samples with a finding that could be read
 */
public record Findings(Map<Reason, Long> counts, List<Finding> first, List<Example> examples) {
  public Findings {
    Map<Reason, Long> copy = new EnumMap<>(Reason.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
    first = List.copyOf(first);
    examples = List.copyOf(examples);
  }

  /** How many there are in all. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many are that severe. */
  public long total(Reason.Severity severity) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().severity() == severity)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
