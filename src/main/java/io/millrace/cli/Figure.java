package io.millrace.cli;

import java.util.Locale;

/** A figure of a benchmark: a column of its table, and a field of its JSON. */
enum Figure {
  CPU_MS("CPU ms", 1e3, 2, "cpu_seconds_per_image"),
  IMAGES_PER_CPU_SECOND("images/CPU-s", 1, 0, "images_per_cpu_second"),
  IMAGES_PER_SECOND("images/s", 1, 0, "images_per_second"),
  BYTES_PER_SECOND("MB/s", 1e-6, 1, "bytes_per_second"),
  ALLOCATED("kB allocated", 1e-3, 1, "allocated_bytes_per_image"),
  /** In the unit that its share was taken in: images a CPU-second, of io and s3 bytes a second. */
  ROOF("roof", 1, 0, "roof"),
  SHARE_OF_ROOF("% of roof", 100, 1, "share_of_roof"),
  REFERENCE_CPU_MS("reference ms", 1e3, 2, "reference_cpu_seconds_per_image"),
  AGAINST_REFERENCE("x reference", 1, 2, "against_reference"),
  BYTES_PER_IMAGE("kB an image", 1e-3, 1, "bytes_per_image"),
  REQUESTS_PER_IMAGE("requests an image", 1, 3, "requests_per_image"),
  REQUESTS_PER_SECOND("requests/s", 1, 0, "requests_per_second"),
  CORES("cores", 1, 1, "cores"),
  CORES_PER_GPU("cores a GPU", 1, 2, "cores_per_gpu"),
  MOST_IMAGES_PER_SECOND("most images/s", 1, 0, "most_images_per_second"),
  WORKERS("workers", 1, 0, "workers"),
  BUSY_CORES("busy cores", 1, 2, "busy_cores"),
  WAITING("% waiting", 100, 1, "waiting_share"),
  /** Frames out of the decoder over frames that are used. */
  DECODED_SHARE("decoded/used", 1, 3, "decoded_frames_per_used_frame"),
  DECODED("frames decoded", 1, 0, "frames_decoded"),
  SECONDS("s", 1, 3, "seconds"),
  CPU_SECONDS("CPU s", 1, 3, "cpu_seconds"),
  HEAP("heap MiB", 1, 0, "heap_mebibytes"),
  RESIDENT("resident MiB", 1, 0, "resident_mebibytes"),
  SAMPLES("samples", 1, 0, "samples"),
  PLAN_SECONDS("plan s", 1, 3, "plan_seconds"),
  CHUNKS_SECONDS("chunks s", 1, 3, "chunks_seconds"),
  BATCHES_SECONDS("batches s", 1, 3, "batches_seconds"),
  NANOS_PER_ROW("ns a row", 1, 0, "nanoseconds_per_row"),
  MICROS_PER_SAMPLE("us a sample", 1, 1, "microseconds_per_sample"),
  CPU_MICROS_PER_SAMPLE("CPU us a sample", 1, 1, "cpu_microseconds_per_sample"),
  FOUND_BY_HASH("% by hash", 100, 2, "share_found_by_hash"),
  FOUND("% found", 100, 2, "share_found"),
  PEAK("peak MiB", 1, 0, "peak_resident_mebibytes");

  private final String column;
  private final double scale;
  private final int decimals;
  private final String json;

  /** The table shows {@code scale} times what JSON has. */
  Figure(String column, double scale, int decimals, String json) {
    this.column = column;
    this.scale = scale;
    this.decimals = decimals;
    this.json = json;
  }

  /** Head of its column. */
  String column() {
    return column;
  }

  /** Name of its field. */
  String json() {
    return json;
  }

  /** The value as the table has it. */
  String text(double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", scale * value);
  }
}
