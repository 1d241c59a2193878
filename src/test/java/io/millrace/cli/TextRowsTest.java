package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class TextRowsTest {
  private static final Timestamp TIME = Timestamp.from(Instant.parse("2026-01-02T03:04:05.678Z"));
  private static final List<Row> ROWS =
      List.of(RowFactory.create("a", 1, TIME), RowFactory.create("b, \"c\"", null, TIME));

  private final StringWriter text = new StringWriter();
  private final PrintWriter writer = new PrintWriter(text);

  private TextRows rows() {
    return new TextRows(new String[] {"name", "count", "time"}, writer);
  }

  @Test
  void writesCsvThatAnyReaderUnderstands() {
    rows().csv(ROWS.iterator());
    assertThat(text.toString())
        .isEqualTo(
            "name,count,time\r\na,1,2026-01-02T03:04:05.678Z\r\n"
                + "\"b, \"\"c\"\"\",,2026-01-02T03:04:05.678Z\r\n");
  }

  @Test
  void alignsTheColumnsOfATable() {
    rows().table(ROWS.iterator());
    assertThat(text.toString().lines())
        .containsExactly(
            "name    count  time",
            "a       1      2026-01-02T03:04:05.678Z",
            "b, \"c\"         2026-01-02T03:04:05.678Z");
  }

  @Test
  void writesTheHeaderOfAnEmptyTable() {
    rows().table(List.<Row>of().iterator());
    assertThat(text.toString().lines()).containsExactly("name  count  time");
  }
}
