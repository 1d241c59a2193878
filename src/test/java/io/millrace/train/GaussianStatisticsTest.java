package io.millrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.random.Draw;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianStatisticsTest {
  private static final int POSITIONS = 6;
  private static final int CHANNELS = 5;
  private static final int MAPS = 31;

  private static float[] features(int map) {
    float[] values = new float[CHANNELS * POSITIONS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 + new Draw(map).uniform(i) + new Draw(map).uniform(i / POSITIONS));
    }

    return values;
  }

  private static GaussianStatistics statistics(int from, int to) {
    GaussianStatistics statistics = new GaussianStatistics(POSITIONS, CHANNELS);
    for (int map = from; map < to; map++) {
      statistics.add(features(map));
    }

    return statistics;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void partsGiveTheSameGaussiansAsTheWhole(int parts) {
    GaussianStatistics merged = new GaussianStatistics(POSITIONS, CHANNELS);
    for (int part = parts - 1; part >= 0; part--) {
      GaussianStatistics some = statistics(part * MAPS / parts, (part + 1) * MAPS / parts);
      merged.merge(GaussianStatistics.of(some.bytes()));
    }

    GaussianStatistics whole = statistics(0, MAPS);
    assertThat(merged.count()).isEqualTo(MAPS);
    for (int p = 0; p < POSITIONS; p++) {
      assertThat(merged.mean(p)).containsExactly(whole.mean(p), Offset.offset(1e-9));
      for (int i = 0; i < CHANNELS; i++) {
        assertThat(merged.covariance(p, 0)[i])
            .containsExactly(whole.covariance(p, 0)[i], Offset.offset(1e-9));
      }
    }

    float[] expected = whole.model(0.01).distances(features(99));
    assertThat(merged.model(0.01).distances(features(99)))
        .containsExactly(expected, Offset.offset(1e-5f));
  }

  @Test
  void distanceIsThatOfTheInverseCovariance() {
    GaussianModel model = GaussianModel.of(statistics(0, MAPS).model(0.01).bytes());
    float[] sample = features(99);
    float[] distances = model.distances(sample);

    for (int p = 0; p < POSITIONS; p++) {
      double[][] vectors = new double[MAPS][CHANNELS];
      double[] rest = new double[CHANNELS];
      for (int c = 0; c < CHANNELS; c++) {
        double sum = 0;
        for (int map = 0; map < MAPS; map++) {
          vectors[map][c] = features(map)[c * POSITIONS + p];
          sum += vectors[map][c];
        }
        rest[c] = sample[c * POSITIONS + p] - sum / MAPS;
      }

      RealMatrix covariance = new Covariance(vectors).getCovarianceMatrix();
      for (int c = 0; c < CHANNELS; c++) {
        covariance.addToEntry(c, c, 0.01);
      }
      RealMatrix inverse = new LUDecomposition(covariance).getSolver().getInverse();
      RealMatrix column = new Array2DRowRealMatrix(rest);
      double square = column.transpose().multiply(inverse).multiply(column).getEntry(0, 0);
      assertThat((double) distances[p]).isCloseTo(Math.sqrt(square), Offset.offset(1e-5));
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    GaussianStatistics statistics = statistics(0, 1);

    assertThatThrownBy(() -> statistics.model(0.01))
        .hasMessage("Cannot fit Gaussians to 1 pictures (at least 2)");
    assertThatThrownBy(() -> statistics.add(new float[3]))
        .hasMessage("Invalid features: 3 values for 5 channels x 6 positions");
    assertThatThrownBy(() -> statistics.merge(new GaussianStatistics(2, 3)))
        .hasMessage("Cannot merge statistics of 6 x 5 with 2 x 3");
  }
}
