package io.millrace.s3;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * What the front does to the first few requests of a kind: {@code "GET .*_mask.png"}.
 *
 * @param left how many are still to be met
 * @param met how many were
 * @param open lets those go that are held
 */
public record Fault(
    Pattern requests, Kind kind, AtomicInteger left, AtomicInteger met, CountDownLatch open) {
  /** Kinds of faults. */
  public enum Kind {
    /** Asks to come again. */
    SLOW_DOWN(503, "SlowDown"),
    FORBIDDEN(403, "AccessDenied"),
    EXPIRED(400, "ExpiredToken"),
    WRONG_KEY(403, "InvalidAccessKeyId"),
    WRONG_SECRET(403, "SignatureDoesNotMatch"),
    /** The bucket is in another region. */
    ELSEWHERE(301, "PermanentRedirect"),
    /** Half of the answer, then the connection is closed. */
    DROPPED,
    /** It is done, and nobody is told. */
    LOST,
    /** It waits until the test lets it go. */
    HELD;

    private final int status;
    private final String code;

    Kind() {
      this(0, "");
    }

    Kind(int status, String code) {
      this.status = status;
      this.code = code;
    }

    /** Status of the answer; 0 where the fault is of another kind. */
    int status() {
      return status;
    }

    /** What the answer says. */
    String code() {
      return code;
    }
  }

  static Fault of(Kind kind, String requests, int count) {
    return new Fault(
        Pattern.compile(requests),
        kind,
        new AtomicInteger(count),
        new AtomicInteger(),
        new CountDownLatch(1));
  }

  /** Whether a request is one of them; it is counted then. */
  boolean meets(S3Request request) {
    boolean meets =
        requests.matcher(request.toString()).matches()
            && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    if (meets) {
      met.incrementAndGet();
    }

    return meets;
  }

  /** Lets all go that are held, and holds nobody any more. */
  public void release() {
    left.set(0);
    open.countDown();
  }
}
