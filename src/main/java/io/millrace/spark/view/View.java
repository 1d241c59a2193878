package io.millrace.spark.view;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.millrace.report.ContactSheet;
import io.millrace.report.HeatMap;
import io.millrace.report.Miniature;
import io.millrace.report.Tiles;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Thumb;
import io.millrace.report.profile.Twins;
import io.millrace.train.Floats;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a notebook shows of tables: each method gives a text that Zeppelin displays when a paragraph
 * prints it, {@code println(View.contactSheet(table, 24))}. Text of the table is escaped.
 */
public final class View {
  private static final int MOST = 100;
  private static final String TILE = "tile";
  private static final List<String> MAP = List.of("anomaly_map", "height", "width", "pred_score");

  private View() {}

  /**
   * The first rows as small pictures with label and sample id, {@code %html}: masks outlined, depth
   * in colours, clips as strips. One mask of a clip is outlined on its last frame, the default
   * target.
   *
   * @param rows pixel columns as {@code DataModule.tensors} gives them: {@code image}, and where
   *     there are {@code gt_mask}, {@code depth_map}; {@code sample_id}, {@code label} where there
   *     are
   * @param most how many, 1 to 100
   * @throws IllegalArgumentException if there is no such column
   */
  public static String contactSheet(Dataset<Row> rows, int most) {
    List<Tiles.Tile> tiles = new ArrayList<>();
    for (Row row : first(rows, List.of(), most)) {
      byte[] png = row.getAs(TILE);
      tiles.add(tile(row, png == null ? List.of() : List.of(png), ""));
    }

    return html(tiles, "");
  }

  /**
   * The first rows as small pictures, each with its anomaly map over it, {@code %html}. All maps
   * share one scale of colours, from the lowest score of these rows, blue, to the highest, red.
   *
   * @param rows as for {@link #contactSheet}, and the columns that {@code train.PadimScore} gives:
   *     {@code anomaly_map}, {@code height}, {@code width}, {@code pred_score}
   * @param most how many, 1 to 100
   * @throws IllegalArgumentException if there is no such column
   */
  public static String anomalyMaps(Dataset<Row> rows, int most) {
    List<Row> shown =
        first(rows, MAP, most).stream()
            .filter(row -> row.getAs(TILE) != null && row.getAs("anomaly_map") != null)
            .toList();
    List<HeatMap> maps = shown.stream().map(View::map).toList();
    HeatMap.Scale scale = HeatMap.Scale.of(maps);
    List<Tiles.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      byte[] png = shown.get(i).getAs(TILE);
      byte[] over = ContactSheet.png(maps.get(i).over(picture(png), scale));
      Number score = shown.get(i).getAs("pred_score");
      tiles.add(tile(shown.get(i), List.of(png, over), text(" %.4g", score)));
    }

    return html(tiles, text("blue %.4g, red %.4g", scale.lowest(), scale.highest()));
  }

  /**
   * Pictures that are in two subsets, {@code %html}: side by side the one of the earlier subset and
   * the one of the later, with both their names and their distance, 0 for the same pixels.
   *
   * @param twins as {@code DataModule.profile} finds them
   * @param most how many pairs, 1 to 100: those of the same pixels first, then the nearest
   */
  public static String twins(Twins twins, int most) {
    checkMost(most);
    List<Tiles.Tile> tiles = twins.pairs().stream().limit(most).map(pair -> tile(pair)).toList();
    String unchecked =
        twins.unchecked() == 0
            ? ""
            : text("%d near pairs were too many to be compared.", twins.unchecked());
    return html(tiles, unchecked);
  }

  private static Tiles.Tile tile(Twins.Pair pair) {
    Example.Title earlier = pair.earlier().title();
    Example.Title later = pair.later().title();
    return new Tiles.Tile(
        List.of(png(pair.earlier().picture()), png(pair.later().picture())),
        earlier.sampleId() + " and " + later.sampleId(),
        text(
            "%s %s, %s %s, %s",
            earlier.split().text(),
            earlier.sampleId(),
            later.split().text(),
            later.sampleId(),
            pair.kind() == Twins.Kind.EXACT ? "same pixels" : text("%.3f apart", pair.distance())));
  }

  private static byte[] png(Thumb thumb) {
    return ContactSheet.png(Miniature.of(thumb));
  }

  /**
   * How often values occur, {@code %table}: numbers in twenty ranges of one width between the least
   * and the largest, anything else by value, the most frequent hundred. What is no number, and what
   * is missing, has a row of its own.
   *
   * @param rows any table
   * @param column one of its columns
   * @throws IllegalArgumentException if there is no such column
   */
  public static String histogram(Dataset<Row> rows, String column) {
    require(rows, List.of(column), "View.histogram counts the values of a column");
    return Histogram.of(rows, column).table();
  }

  private static List<Row> first(Dataset<Row> rows, List<String> more, int most) {
    checkMost(most);
    List<String> needed = new ArrayList<>(List.of(DrawTile.IMAGE));
    needed.addAll(more);
    require(rows, needed, "pixels come from DataModule.tensors, maps from mapBatches");
    List<String> names = Arrays.asList(rows.columns());
    List<Column> columns = new ArrayList<>(more.stream().map(name -> ref(name)).toList());
    for (String name : List.of("sample_id", "label")) {
      columns.add(names.contains(name) ? ref(name) : lit("").as(name));
    }

    Column pixels =
        struct(DrawTile.COLUMNS.stream().map(it -> pixels(names, it)).toArray(Column[]::new));
    columns.add(udf(new DrawTile(), DataTypes.BinaryType).apply(pixels).as(TILE));
    return rows.select(columns.toArray(Column[]::new)).limit(most).collectAsList();
  }

  private static void checkMost(int most) {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException(
          "Invalid number of pictures: %d (must be 1 to %d)".formatted(most, MOST));
    }
  }

  private static Column pixels(List<String> names, String name) {
    Column none = lit(null).cast(DataTypes.BinaryType);
    return (names.contains(name) ? ref(name) : none).as(name);
  }

  /** Whatever characters the name has. */
  static Column ref(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  private static void require(Dataset<Row> rows, List<String> needed, String wayOut) {
    List<String> names = Arrays.asList(rows.columns());
    for (String name : needed) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "Missing column %s: the table has %s (%s)"
                .formatted(name, String.join(", ", names), wayOut));
      }
    }
  }

  private static Tiles.Tile tile(Row row, List<byte[]> pictures, String score) {
    String id = String.valueOf(row.<Object>getAs("sample_id"));
    String name = id.substring(id.lastIndexOf('/') + 1);
    return new Tiles.Tile(pictures, id, (row.getAs("label") + " " + name + score).strip());
  }

  private static HeatMap map(Row row) {
    return new HeatMap(
        row.<Number>getAs("height").intValue(),
        row.<Number>getAs("width").intValue(),
        Floats.of(row.getAs("anomaly_map")));
  }

  private static BufferedImage picture(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String html(List<Tiles.Tile> tiles, String foot) {
    return "%html " + new Tiles(tiles, tiles.isEmpty() ? "There are no such rows." : foot).html();
  }
}
