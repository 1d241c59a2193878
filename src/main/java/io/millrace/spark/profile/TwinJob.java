package io.millrace.spark.profile;

import io.millrace.report.profile.Twins;
import io.millrace.report.profile.Twins.Kind;
import io.millrace.report.twins.Candidate;
import io.millrace.report.twins.ExactTwins;
import io.millrace.report.twins.NearTwins;
import io.millrace.report.twins.PrintTable;
import io.millrace.report.twins.Usual;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Finds twins in what {@link MeasureSamples} has told. */
final class TwinJob {
  /** Prints that the driver holds and sends at a time: 32 MB. */
  private static final int ROUND = 1 << 14;

  /** Pairs of each kind that are told. */
  private static final int TOLD = 40;

  private final JavaRDD<Row> told;
  private final SortedMap<String, Usual> usual;
  private final PrintTable table = new PrintTable();
  private int[] starts = {};

  TwinJob(JavaRDD<Row> told, SortedMap<String, Usual> usual) {
    this.told = told;
    this.usual = usual;
  }

  Twins find(OpensItems items) {
    gather();
    ExactTwins exact = ExactTwins.of(table);
    NearTwins near = NearTwins.of(table, exact);
    List<Twin> nearest = compare(near.rounds(ROUND));
    List<Twin> same = exact.pairs().stream().map(pair -> new Twin(Kind.EXACT, pair, 0)).toList();
    List<Twin> shown =
        Stream.concat(same.stream().limit(TOLD), nearest.stream().limit(TOLD)).toList();
    Map<Integer, Row> sides =
        take(
            shown.stream()
                .map(Twin::pair)
                .flatMapToInt(pair -> IntStream.of(pair.earlier(), pair.later())));
    return new Twins(
        leaks(same, nearest), new TwinSides(told, items).pairs(shown, sides), near.dropped());
  }

  private void gather() {
    HashPrints hash = new HashPrints(List.copyOf(usual.keySet()), List.copyOf(usual.values()));
    List<byte[]> parts = told.mapPartitions(hash).collect();
    starts = new int[parts.size()];
    for (int part = 0; part < parts.size(); part++) {
      starts[part] = table.size();
      table.add(parts.get(part));
    }
  }

  private Map<Integer, Row> take(IntStream places) {
    int[] wanted = places.sorted().distinct().toArray();
    Map<Integer, Row> rows = new HashMap<>();
    if (wanted.length > 0) {
      told.mapPartitionsWithIndex(new TakePlaces(starts, wanted), true)
          .collect()
          .forEach(row -> rows.put(row.getInt(0), row));
    }

    return rows;
  }

  /** Of each later picture the nearest twin that is near enough; the nearest pairs first. */
  private List<Twin> compare(List<List<Candidate>> rounds) {
    Map<Integer, Twin> nearest = new TreeMap<>();
    for (List<Candidate> round : rounds) {
      for (Twin twin : compareOnExecutors(round)) {
        nearest.merge(twin.pair().later(), twin, (a, b) -> b.distance() < a.distance() ? b : a);
      }
    }

    List<Twin> sorted = new ArrayList<>(nearest.values());
    sorted.sort(Twin.NEAREST);
    return sorted;
  }

  private List<Twin> compareOnExecutors(List<Candidate> round) {
    Map<Integer, Row> earlier = take(round.stream().mapToInt(Candidate::earlier));
    Broadcast<EarlierPrints> prints =
        JavaSparkContext.fromSparkContext(told.context())
            .broadcast(new EarlierPrints(round, earlier));
    try {
      return told
          .mapPartitionsWithIndex(new ComparePrints(starts, usual, prints), true)
          .collect()
          .stream()
          .map(TwinJob::near)
          .toList();
    } finally {
      prints.destroy();
    }
  }

  private static Twin near(Row row) {
    // what their hashes differ in does not count any more
    return new Twin(Kind.NEAR, new Candidate(row.getInt(1), row.getInt(0), 0), row.getDouble(2));
  }

  private List<Twins.Leak> leaks(List<Twin> same, List<Twin> nearest) {
    Comparator<Twins.Leak> order =
        Comparator.comparing(Twins.Leak::kind)
            .thenComparing(Twins.Leak::earlier)
            .thenComparing(Twins.Leak::later);
    Map<Twins.Leak, Long> counts = new TreeMap<>(order);
    Stream.concat(same.stream(), nearest.stream())
        .map(
            twin ->
                new Twins.Leak(
                    twin.kind(),
                    table.home(twin.pair().earlier()),
                    table.home(twin.pair().later()),
                    1))
        .forEach(leak -> counts.merge(leak, 1L, Long::sum));
    return counts.entrySet().stream()
        .map(
            entry ->
                new Twins.Leak(
                    entry.getKey().kind(),
                    entry.getKey().earlier(),
                    entry.getKey().later(),
                    entry.getValue()))
        .toList();
  }
}
