package io.millrace.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class RowBlocksTest {
  private static Iterator<Row> numbers(int count, AtomicInteger made) {
    return IntStream.range(0, count)
        .peek(i -> made.incrementAndGet())
        .mapToObj(i -> RowFactory.create("bottle", "bottle/train/good/%06d.png".formatted(i), i))
        .iterator();
  }

  private static List<Row> unpacked(Iterator<Row> blocks) {
    List<Row> rows = new ArrayList<>();
    blocks.forEachRemaining(block -> RowBlocks.unpack(block).forEachRemaining(rows::add));
    return rows;
  }

  @Property(tries = 300)
  void givesBackEveryRowAsItWas(@ForAll("tables") List<List<Object>> table) {
    List<Row> rows = table.stream().map(values -> RowFactory.create(values.toArray())).toList();

    assertThat(values(unpacked(RowBlocks.pack(rows.iterator())))).isDeepEqualTo(values(rows));
    List<Row> alone =
        rows.stream().map(row -> RowBlocks.row(RowBlocks.bytes(row), row.length())).toList();
    assertThat(values(alone)).isDeepEqualTo(values(rows));
  }

  /** Rows themselves compare the arrays in them by identity. */
  private static Object[][] values(List<Row> rows) {
    return rows.stream().map(SampleRows::values).toArray(Object[][]::new);
  }

  @Provide
  Arbitrary<List<List<Object>>> tables() {
    Arbitrary<String> texts =
        Arbitraries.of("", "a", "ab", "b/ü.png", "b/û.png", "b/\uD83D\uDE00", "b/\uD83D\uDE01");
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            Arbitraries.just(null),
            texts.map(text -> text),
            texts.array(String[].class).ofMaxSize(3).map(array -> array),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(array -> array),
            Arbitraries.integers().map(number -> number),
            Arbitraries.longs().map(number -> number),
            Arbitraries.longs()
                .between(-4_000_000_000_000L, 4_000_000_000_000L)
                .map(RowBlocksTest::time));
    return values.list().ofSize(3).list().ofMaxSize(20);
  }

  private static Object time(long millis) {
    Timestamp time = new Timestamp(millis);
    time.setNanos(time.getNanos() + 123_456);
    return time;
  }

  @Test
  void keepsAFileInTensOfBytes() {
    List<Row> blocks = new ArrayList<>();
    RowBlocks.pack(numbers(10_000, new AtomicInteger())).forEachRemaining(blocks::add);

    assertThat(blocks).hasSize(10).allMatch(RowBlocks::isBlock);
    assertThat(blocks.stream().mapToInt(RowBlocks::rows)).startsWith(1024).endsWith(784);
    assertThat(blocks.stream().mapToInt(block -> block.<byte[]>getAs(3).length).sum())
        .isLessThan(10_000 * 20);
  }

  @Test
  void holdsNoMoreThanTheBlockThatIsMade() {
    AtomicInteger made = new AtomicInteger();
    Iterator<Row> blocks = RowBlocks.pack(numbers(1_000_000, made));

    assertThat(blocks.hasNext()).isTrue();
    blocks.next();
    assertThat(made).hasValueLessThanOrEqualTo(1025);
  }

  @Test
  void endsABlockThatHasBecomeLarge() {
    Iterator<Row> large =
        IntStream.range(0, 4).mapToObj(i -> RowFactory.create(new byte[200_000 + i])).iterator();

    Iterator<Row> blocks = RowBlocks.pack(large);
    assertThat(RowBlocks.rows(blocks.next())).isEqualTo(2);
    assertThat(RowBlocks.rows(blocks.next())).isEqualTo(2);
    assertThat(blocks.hasNext()).isFalse();
  }

  @Test
  void makesOneTextOfEqualOnes() {
    List<Row> rows = unpacked(RowBlocks.pack(numbers(2, new AtomicInteger())));

    assertThat(rows.get(1).getString(0)).isSameAs(rows.get(0).getString(0));
  }

  @Test
  void refusesWhatItDoesNotKnowAndToGoBeyondTheEnd() {
    Row odd = RowFactory.create(1.5);
    assertThatThrownBy(() -> RowBlocks.bytes(odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unsupported: a value of class java.lang.Double in a block of rows");
    Iterator<Row> none = RowBlocks.pack(List.<Row>of().iterator());
    assertThatThrownBy(none::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("Cannot give another block: the rows have ended");
    BlockReader empty = new BlockReader(new byte[0], 1);
    assertThatThrownBy(empty::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("Cannot give another row: the block has ended");
    BlockReader broken = new BlockReader(new byte[] {99}, 1);
    assertThatThrownBy(broken::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Invalid block of rows: kind 99");
  }
}
