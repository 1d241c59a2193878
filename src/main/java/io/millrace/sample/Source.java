package io.millrace.sample;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where the bytes of one field are: a path that any Hadoop file system understands, and the file's
 * length in bytes as it was listed, so that opening it needs no second look.
 */
public record Source(String path, long length) implements Serializable {
  public Source {
    Objects.requireNonNull(path, "path");
    if (length < 0) {
      throw new IllegalArgumentException("Invalid length of " + path + ": " + length);
    }
  }
}
