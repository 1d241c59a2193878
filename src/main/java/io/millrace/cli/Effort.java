package io.millrace.cli;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What some pictures took.
 *
 * @param bytes of their files, or of their rows in a store
 * @param took seconds of wall and CPU, and what was allocated
 */
record Effort(long images, long bytes, Took took) {
  /**
   * Costs.
   *
   * @param cpuSeconds of all threads, the garbage collector's and the compiler's too
   * @param allocated bytes of the heap, by all threads
   */
  record Took(double seconds, double cpuSeconds, long allocated) {}

  double imagesPerCpuSecond() {
    return images / took.cpuSeconds();
  }

  double imagesPerSecond() {
    return images / took.seconds();
  }

  double bytesPerSecond() {
    return bytes / took.seconds();
  }

  double busyCores() {
    return took.cpuSeconds() / took.seconds();
  }

  /** The round whose CPU time a picture is in the middle. */
  static Effort median(List<Effort> rounds) {
    List<Effort> sorted =
        rounds.stream().sorted(Comparator.comparing(Effort::imagesPerCpuSecond)).toList();
    return sorted.get(sorted.size() / 2);
  }

  /** The one in the middle. */
  static double middle(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  Map<Figure, Double> figures() {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.CPU_MS, took.cpuSeconds() / images);
    figures.put(Figure.IMAGES_PER_CPU_SECOND, imagesPerCpuSecond());
    figures.put(Figure.IMAGES_PER_SECOND, imagesPerSecond());
    figures.put(Figure.BYTES_PER_SECOND, bytesPerSecond());
    figures.put(Figure.ALLOCATED, (double) took.allocated() / images);
    figures.put(Figure.BUSY_CORES, busyCores());
    return figures;
  }

  /** The same beside the most images a CPU-second that there could be. */
  Map<Figure, Double> figures(double roof) {
    Map<Figure, Double> figures = figures();
    figures.put(Figure.ROOF, roof);
    figures.put(Figure.SHARE_OF_ROOF, imagesPerCpuSecond() / roof);
    return figures;
  }
}
