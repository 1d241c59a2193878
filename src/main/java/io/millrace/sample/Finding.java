package io.millrace.sample;

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

  /** One sentence: the sample where there is one, path, what is wrong, the way out. */
  public String sentence() {
    return sampleId.isEmpty() ? message() : sampleId + ": " + message();
  }

  /** One sentence without the sample: path, what is wrong, the way out. */
  public String message() {
    return path + " " + detail + " (" + reason.wayOut() + ")";
  }
}
