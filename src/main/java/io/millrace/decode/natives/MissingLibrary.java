package io.millrace.decode.natives;

import java.util.Objects;

/**
 * Why a native library does not work in this process.
 *
 * @param why what the linker says
 * @param wayOut what to do about it, as half a sentence
 */
public record MissingLibrary(String why, String wayOut) {
  public MissingLibrary {
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(wayOut, "wayOut");
  }

  /** Both: the reason, and the way out in brackets. */
  public String text() {
    return why + " (" + wayOut + ")";
  }
}
