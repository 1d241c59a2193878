package io.millrace.transform;

/**
 * Torchvision's resize again, from its description and without care for speed: each axis by itself,
 * width first, sums in double precision. Positions are float32, as torch computes them.
 */
record ReferenceResize(Interpolation kind, Resize.Antialias antialias) {
  double[][] resize(float[][] plane, int height, int width) {
    double[][] wide = new double[plane.length][width];
    for (int y = 0; y < plane.length; y++) {
      double[] row = new double[plane[y].length];
      for (int x = 0; x < row.length; x++) {
        row[x] = plane[y][x];
      }
      wide[y] = line(row, width);
    }

    double[][] result = new double[height][width];
    for (int x = 0; x < width; x++) {
      double[] column = new double[wide.length];
      for (int y = 0; y < column.length; y++) {
        column[y] = wide[y][x];
      }
      double[] moved = line(column, height);
      for (int y = 0; y < height; y++) {
        result[y][x] = moved[y];
      }
    }

    return result;
  }

  private double[] line(double[] input, int length) {
    double[] output = new double[length];
    float scale = (float) input.length / length;
    for (int i = 0; i < length; i++) {
      output[i] =
          antialias == Resize.Antialias.ON
              ? average(input, scale, scale * (i + 0.5f))
              : between(input, scale * (i + 0.5f) - 0.5f);
    }

    return output;
  }

  /** Every pixel within reach, by its distance from the centre. */
  private double average(double[] input, float scale, float centre) {
    double stretch = Math.max(scale, 1f);
    double sum = 0;
    double weights = 0;
    for (int j = 0; j < input.length; j++) {
      double weight = weight((j + 0.5 - centre) / stretch, -0.5);
      sum += weight * input[j];
      weights += weight;
    }

    return sum / weights;
  }

  /** The two or four pixels around a position; the edge repeats. */
  private double between(double[] input, float position) {
    double at = kind == Interpolation.BILINEAR ? Math.max(position, 0f) : position;
    int first = (int) Math.floor(at) - 1;
    double sum = 0;
    for (int j = first; j < first + 4; j++) {
      sum += weight(j - at, -0.75) * input[Math.min(Math.max(j, 0), input.length - 1)];
    }

    return sum;
  }

  private double weight(double distance, double a) {
    double x = Math.abs(distance);
    if (kind == Interpolation.BILINEAR) {
      return Math.max(0, 1 - x);
    }

    if (x < 1) {
      return (a + 2) * x * x * x - (a + 3) * x * x + 1;
    }

    return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
  }
}
