package io.millrace.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.millrace.batch.StoredTable.StoredRow;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpooledTableTest {
  /** A row as long as its number says. */
  private static StoredRow row(int i) {
    String path = "/d/" + "ü".repeat(i % 50) + i + ".png";
    Map<Field, Source> sources = Map.of(Field.IMAGE, new Source(path, i));
    return new StoredRow(
        new Sample("b/" + i, "b", Split.TRAIN, "good", Label.NORMAL, sources), i % 640);
  }

  @Test
  void givesEveryRowInAnyOrder() {
    for (int count : new int[] {1, 7, 8, 9, 1000}) {
      try (SpooledTable table = SpooledTable.of(rows(count))) {
        assertThat(table.size()).isEqualTo(count);
        for (int i = count - 1; i >= 0; i--) {
          assertThat(table.row(i)).isEqualTo(row(i));
        }
      }
    }
  }

  private static Iterator<StoredRow> rows(int count) {
    return IntStream.range(0, count).mapToObj(SpooledTableTest::row).iterator();
  }

  @Test
  void hasNoRowBeyondItsLast() {
    try (SpooledTable table = SpooledTable.of(rows(3));
        SpooledTable none = SpooledTable.of(List.<StoredRow>of().iterator())) {
      assertThat(none.size()).isZero();
      assertThatThrownBy(() -> table.row(3)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> none.row(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  /** Reading must not cost what the table has. */
  @Test
  void readsAFewRowsForOne() {
    try (SpooledTable table = SpooledTable.of(rows(5000))) {
      table.row(2500);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      table.row(4321);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8 << 10);
    }
  }

  @Test
  void keepsThePlaceOfOneRowInEight() {
    try (SpooledTable table = SpooledTable.of(rows(1001))) {
      assertThat(table.places()).isEqualTo(1001 / 8 + 2);
    }
  }
}
