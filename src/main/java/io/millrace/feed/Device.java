package io.millrace.feed;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where a rank or a function computes.
 *
 * @param index which of the devices that this process sees, from 0
 */
public record Device(Kind kind, int index) implements Serializable {
  /** The processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /** Kinds of devices. */
  public enum Kind {
    CPU,
    GPU
  }

  public Device {
    Objects.requireNonNull(kind, "kind");
    if (index < 0) {
      throw new IllegalArgumentException("Invalid device index: " + index + " (must be >= 0)");
    }
  }

  /** A GPU by its index in this process. */
  public static Device gpu(int index) {
    return new Device(Kind.GPU, index);
  }

  /**
   * The GPU of an address that Spark assigned, in a process that may see only some: with {@code
   * CUDA_VISIBLE_DEVICES=2,3} address 3 is index 1. Addresses may be numbers or UUIDs.
   *
   * @param visible value of {@code CUDA_VISIBLE_DEVICES}, empty where it is not set
   * @throws IllegalArgumentException if the process does not see it
   */
  public static Device gpu(String address, String visible) {
    if (visible.isBlank()) {
      return gpu(number(address));
    }

    List<String> seen = Arrays.stream(visible.split(",")).map(String::strip).toList();
    int index = seen.indexOf(address.strip());
    if (index < 0) {
      throw new IllegalArgumentException(
          "Cannot use GPU %s: CUDA_VISIBLE_DEVICES is %s (let the discovery script print addresses of that list, or unset the variable)"
              .formatted(address, visible));
    }

    return gpu(index);
  }

  private static int number(String address) {
    if (!address.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "Cannot use GPU %s: it is no number and CUDA_VISIBLE_DEVICES is not set (set it to the list of UUIDs, or let the discovery script print numbers)"
              .formatted(address));
    }

    return Integer.parseInt(address);
  }

  /** {@code cpu} or {@code gpu 1}. */
  public String text() {
    return kind == Kind.CPU ? "cpu" : "gpu " + index;
  }
}
