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
    /** 503, which asks to come again. */
    SLOW_DOWN,
    /** 403. */
    FORBIDDEN,
    /** 400 with the code of a token that has expired. */
    EXPIRED,
    /** Half of the answer, then the connection is closed. */
    DROPPED,
    /** It is done, and nobody is told. */
    LOST,
    /** It waits until the test lets it go. */
    HELD
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
