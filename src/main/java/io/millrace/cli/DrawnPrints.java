package io.millrace.cli;

import io.millrace.random.KeyMix;
import io.millrace.report.twins.Print;
import io.millrace.report.twins.PrintTable;
import io.millrace.report.twins.Usual;
import io.millrace.sample.Split;
import java.util.List;
import java.util.Random;

/**
 * Prints of pictures of one product under one camera, by number: what they have in common is five
 * times as strong as what is special of each. Seven of ten are of train, one is of val, two are of
 * test, and each hundredth one, of test, is a near twin of the training picture before it.
 *
 * @param waves that pictures differ by
 * @param change share of another picture that is mixed into a twin
 */
record DrawnPrints(int count, int waves, double change) {
  private static final int WAVES = 48;
  private static final double COMMON = 5;
  private static final double NOISE = 0.02;
  private static final int TWIN = 100;

  private static final double[][] BASIS = basis();
  private static final double[] PRODUCT = picture(0, WAVES);

  DrawnPrints {
    if (waves < 1 || waves > WAVES) {
      throw new IllegalArgumentException(
          "Invalid number of waves: %d (must be 1 to %d)".formatted(waves, WAVES));
    }
  }

  private static double[][] basis() {
    Random random = new Random(1);
    double[][] basis = new double[WAVES][Print.CELLS];
    for (double[] wave : basis) {
      double right = random.nextGaussian() * 0.3;
      double down = random.nextGaussian() * 0.3;
      double phase = random.nextDouble() * 2 * Math.PI;
      for (int i = 0; i < Print.CELLS; i++) {
        int row = i / Print.SIDE;
        wave[i] = Math.cos(phase + right * (i % Print.SIDE) + down * row);
      }
    }

    return basis;
  }

  private static double[] picture(long number, int waves) {
    Random random = new Random(KeyMix.mix(number));
    double[] sum = new double[Print.CELLS];
    for (double[] wave : List.of(BASIS).subList(0, waves)) {
      double strength = random.nextGaussian();
      for (int i = 0; i < Print.CELLS; i++) {
        sum[i] += strength * wave[i];
      }
    }

    return sum;
  }

  Split split(int number) {
    return switch (number % 10) {
      case 7 -> Split.VAL;
      case 8, 9 -> Split.TEST;
      default -> Split.TRAIN;
    };
  }

  /** Whether it is a near twin of the training picture {@code number - 3}. */
  boolean isTwin(int number) {
    return number % TWIN == TWIN - 1;
  }

  Print print(int number) {
    double[] special = picture(1L + (isTwin(number) ? number - 3 : number), waves);
    double[] other = isTwin(number) ? picture(1L + number, waves) : special;
    double share = isTwin(number) ? change : 0;
    Random random = new Random(number);
    double[] means = new double[Print.CELLS];
    for (int i = 0; i < means.length; i++) {
      double own = special[i] + share * other[i] + NOISE * random.nextGaussian();
      means[i] = 128 + 4 * (COMMON * PRODUCT[i] + own);
    }

    return Print.of(KeyMix.mix(number), means);
  }

  Usual usual() {
    Usual usual = new Usual();
    for (int number = 0; number < count; number++) {
      usual.add(print(number));
    }

    return usual;
  }

  PrintTable table(Usual usual) {
    PrintTable table = new PrintTable();
    for (int number = 0; number < count; number++) {
      Print print = print(number);
      table.add(new PrintTable.Entry(print.content(), usual.hash(print), 0, split(number)));
    }

    return table;
  }
}
