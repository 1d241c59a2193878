package io.millrace.sample;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;

/**
 * Something wrong with a sample or with a file that belongs to none.
 *
 * @param reason what is wrong, with severity and way out
 * @param sampleId the sample's id, empty where the file belongs to none
 * @param path the file concerned
 * @param detail what was found, as half a sentence, such as {@code "is 10 x 30 but its picture is
 *     10 x 20"}
 */
public record Finding(Reason reason, String sampleId, String path, String detail)
    implements Serializable {
  public Finding {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(sampleId, "sampleId");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(detail, "detail");
  }

  /** What a failure to read one file of one sample says about it. */
  public static Finding of(IOException failure, String sampleId, String path) {
    if (failure instanceof UnreadableException unreadable) {
      return new Finding(unreadable.reason(), sampleId, path, failure.getMessage());
    }

    // a file that has become shorter since it was listed
    return failure instanceof EOFException
        ? new Finding(Reason.TRUNCATED, sampleId, path, failure.getMessage())
        : new Finding(Reason.UNREADABLE, sampleId, path, "cannot be read: " + failure.getMessage());
  }

  /** One sentence: the sample where there is one, path, what is wrong, the way out. */
  public String sentence() {
    return sampleId.isEmpty() ? message() : sampleId + ": " + message();
  }

  /** One sentence without the sample: path, what is wrong, the way out. */
  public String message() {
    return path + " " + detail + " (" + reason.wayOut() + ")";
  }
}
