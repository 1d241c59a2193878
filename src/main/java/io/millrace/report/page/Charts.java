package io.millrace.report.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Histograms as pictures without a background. */
final class Charts {
  static final int WIDTH = 340;
  static final int HEIGHT = 180;

  /** Pixels of the picture for one of the page. */
  private static final int FINE = 2;

  private static final float[][] DASHES = {{1}, {6, 3}, {1.5f, 2.5f}};

  private Charts() {}

  /**
   * Lines over one axis.
   *
   * @throws RuntimeException or an Error of the JDK where it finds no fonts
   */
  static BufferedImage draw(List<Curve> curves, Theme theme) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
    List<Curve> full = Curve.cut(curves);
    style(chart.getStyler(), theme);
    Axis axis = full.stream().anyMatch(Curve::grows) ? Axis.LOGARITHMIC : Axis.LINEAR;
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(place -> Words.number(axis.value(place)));
    for (int i = 0; i < full.size(); i++) {
      Curve curve = full.get(i);
      // the name of a series is its key
      List<Double> places = curve.histogram().edges().stream().map(axis::place).toList();
      XYSeries line = chart.addSeries("" + i, places, curve.percents());
      line.setLineColor(theme.line(curve.style())).setFillColor(theme.area(curve.style()));
      line.setMarker(SeriesMarkers.NONE).setLineStyle(stroke(curve.style()));
    }

    return paint(chart);
  }

  /** XChart's own logarithmic axis labels powers of ten alone, or too much. */
  private enum Axis {
    LINEAR,
    LOGARITHMIC;

    double place(double value) {
      return this == LINEAR ? value : Math.log10(value);
    }

    double value(double place) {
      return this == LINEAR ? place : Math.pow(10, place);
    }
  }

  private static BasicStroke stroke(int style) {
    float[] dash = DASHES[style % DASHES.length];
    return dash.length == 1
        ? new BasicStroke(1.5f)
        : new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash, 0);
  }

  private static void style(XYStyler styler, Theme theme) {
    Color none = new Color(0, true);
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
    styler.setLocale(Locale.ROOT);
    styler.setLegendVisible(false);
    styler.setAxisTitlesVisible(false);
    styler.setChartBackgroundColor(none);
    styler.setPlotBackgroundColor(none);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(theme.grid());
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setPlotContentSize(1);
    styler.setPlotMargin(2);
    styler.setChartPadding(4);
    styler.setAxisTickMarksColor(theme.grid());
    styler.setAxisTickLabelsColor(theme.ink());
    styler.setAxisTickLabelsFont(font);
    styler.setXAxisTickMarkSpacingHint(50);
    styler.setYAxisTickMarkSpacingHint(36);
    styler.setYAxisDecimalPattern("0.##'%'");
    styler.setYAxisMin(0.0);
  }

  private static BufferedImage paint(XYChart chart) {
    BufferedImage picture =
        new BufferedImage(WIDTH * FINE, HEIGHT * FINE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.scale(FINE, FINE);
      chart.paint(graphics, WIDTH, HEIGHT);
    } finally {
      graphics.dispose();
    }

    return picture;
  }
}
