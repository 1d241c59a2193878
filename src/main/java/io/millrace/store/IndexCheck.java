package io.millrace.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether a part of the index is what its shard's entry says. */
final class IndexCheck {
  private IndexCheck() {}

  static List<Damage> check(ShardEntry entry, List<IndexRow> rows) {
    List<Damage> found = new ArrayList<>();
    if (rows.size() != entry.index().rows()) {
      found.add(
          damage(entry, "it has %d rows, not %d".formatted(rows.size(), entry.index().rows())));
    }

    List<IndexRow> outside =
        rows.stream().filter(row -> !row.isInside(entry.file().rows())).toList();
    if (!outside.isEmpty()) {
      List<String> ids = outside.stream().map(IndexRow::sampleId).toList();
      String detail = "it has rows that the shard has not: " + outside.get(0).row();
      found.add(new Damage(entry.file().name(), place(entry), detail, ids));
      return found;
    }

    Comparator<IndexRow> order =
        Comparator.comparing(IndexRow::split).thenComparingInt(IndexRow::row);
    if (!rows.stream().sorted(order).toList().equals(rows)) {
      found.add(damage(entry, "its rows are out of order"));
    }

    if (!ShardPublisher.splits(entry.file(), rows).equals(entry.splits())) {
      found.add(damage(entry, "its rows of each split are not those that the snapshot counts"));
    }

    ContentSum content = new ContentSum();
    rows.forEach(content::add);
    if (!content.text().equals(entry.content())) {
      found.add(damage(entry, "the sum of its rows is " + content.text() + ", not the snapshot's"));
    }

    return found;
  }

  private static String place(ShardEntry entry) {
    return "index part " + entry.index().name();
  }

  private static Damage damage(ShardEntry entry, String detail) {
    return new Damage(entry.file().name(), place(entry), detail, List.of());
  }
}
