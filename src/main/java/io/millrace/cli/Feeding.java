package io.millrace.cli;

import java.util.EnumMap;
import java.util.Map;

/**
 * One way to feed GPUs, as it was measured: what a picture costs.
 *
 * @param what its name
 * @param imagesPerCpuSecond of loaders that keep all cores busy
 * @param bytesPerImage read
 * @param requestsPerImage to the storage
 */
record Feeding(
    String what, double imagesPerCpuSecond, double bytesPerImage, double requestsPerImage) {
  Feeding {
    if (!(imagesPerCpuSecond > 0 && bytesPerImage > 0 && requestsPerImage > 0)) {
      throw new IllegalArgumentException(
          "Invalid rates of %s: %s images a CPU-second, %s bytes and %s requests an image (all must be > 0)"
              .formatted(what, imagesPerCpuSecond, bytesPerImage, requestsPerImage));
    }
  }

  /** What can run out. */
  enum Limit {
    CPU("CPU"),
    NETWORK("network"),
    REQUESTS("requests");

    private final String text;

    Limit(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * What there is of it, infinite where nobody said.
   *
   * @param cores that feed, of all nodes together
   * @param bytesPerSecond from the storage, of all nodes together
   * @param requestsPerSecond that the storage allows
   */
  record Supply(double cores, double bytesPerSecond, double requestsPerSecond) {
    double of(Limit limit) {
      return switch (limit) {
        case CPU -> cores;
        case NETWORK -> bytesPerSecond;
        case REQUESTS -> requestsPerSecond;
      };
    }
  }

  /** The same for files of that mean length: a longer file takes longer to decode. */
  Feeding withBytesPerImage(double bytes) {
    return new Feeding(what, imagesPerCpuSecond * bytesPerImage / bytes, bytes, requestsPerImage);
  }

  /** What so many pictures a second take: cores, bytes a second, requests a second. */
  double need(Limit limit, double imagesPerSecond) {
    return switch (limit) {
      case CPU -> imagesPerSecond / imagesPerCpuSecond;
      case NETWORK -> imagesPerSecond * bytesPerImage;
      case REQUESTS -> imagesPerSecond * requestsPerImage;
    };
  }

  /** Needed over given, of each limit; more than 1 does not fit. */
  Map<Limit, Double> shares(double imagesPerSecond, Supply supply) {
    Map<Limit, Double> shares = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      shares.put(limit, need(limit, imagesPerSecond) / supply.of(limit));
    }

    return shares;
  }

  /** The limit that binds first. */
  Limit binding(Supply supply) {
    Limit first = Limit.CPU;
    for (Limit limit : Limit.values()) {
      if (most(limit, supply) < most(first, supply)) {
        first = limit;
      }
    }

    return first;
  }

  /** Pictures a second at which the first limit binds. */
  double most(Supply supply) {
    return most(binding(supply), supply);
  }

  private double most(Limit limit, Supply supply) {
    return supply.of(limit) / need(limit, 1);
  }

  /** Whether so many pictures a second are within all limits. */
  boolean fits(double imagesPerSecond, Supply supply) {
    return imagesPerSecond <= most(supply);
  }
}
