package io.millrace.cli;

import java.io.PrintWriter;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** Writes rows as text, streaming: a table for people, or CSV (RFC 4180, UTF-8, header first). */
final class TextRows {
  private static final int MEASURED = 200; // rows that decide the widths of a table's columns

  private final String[] names;
  private final PrintWriter writer;

  TextRows(String[] names, PrintWriter writer) {
    this.names = names;
    this.writer = writer;
  }

  void csv(Iterator<Row> rows) {
    writer.print(String.join(",", names) + "\r\n");
    while (rows.hasNext()) {
      List<String> cells = new ArrayList<>();
      for (String cell : cells(rows.next())) {
        cells.add(quoted(cell));
      }
      writer.print(String.join(",", cells) + "\r\n");
    }
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  void table(Iterator<Row> rows) {
    List<String[]> first = new ArrayList<>();
    first.add(names);
    while (rows.hasNext() && first.size() <= MEASURED) {
      first.add(cells(rows.next()));
    }

    int[] widths = new int[names.length];
    first.forEach(cells -> widen(widths, cells));
    first.forEach(cells -> line(widths, cells));
    rows.forEachRemaining(row -> line(widths, cells(row)));
  }

  private static void widen(int[] widths, String[] cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
  }

  private void line(int[] widths, String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String gap = " ".repeat(Math.max(0, widths[i] - cells[i].length()));
      line.append(cells[i]).append(i == cells.length - 1 ? "" : gap + "  ");
    }

    writer.println(line.toString().stripTrailing());
  }

  private static String[] cells(Row row) {
    String[] cells = new String[row.length()];
    for (int i = 0; i < cells.length; i++) {
      Object value = row.get(i);
      String text = value instanceof Timestamp time ? time.toInstant().toString() : "" + value;
      cells[i] = value == null ? "" : text;
    }

    return cells;
  }
}
