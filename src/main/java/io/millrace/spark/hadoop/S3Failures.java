package io.millrace.spark.hadoop;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says what S3A's exceptions mean, as half a sentence. They are told by their names: where the
 * client is another, or none, no class of it may be touched.
 */
final class S3Failures {
  private static final int DEPTH = 10;

  /** What comes first in this order counts; in messages, {@code %s} is the bucket. */
  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(
              "UnknownStoreException|NoSuchBucket",
              "there is no bucket %s (check its name, and fs.s3a.endpoint)"),
          new Meaning(
              "NoAuthWithAWS|NoAwsCredentials|CredentialInitialization|Unable to load cred",
              "no credentials for the bucket %s were found (set AWS_ACCESS_KEY_ID and"
                  + " AWS_SECRET_ACCESS_KEY, or fs.s3a.aws.credentials.provider: see"
                  + " conf/s3.properties)"),
          new Meaning(
              "ExpiredToken|TokenRefreshRequired|token has expired|token.*is expired",
              "the session token for the bucket %s has expired (get a new one)"),
          new Meaning(
              "InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken",
              "the bucket %s does not know these credentials (check both keys, the token and"
                  + " fs.s3a.endpoint)"),
          new Meaning(
              "PermanentRedirect|AWSRedirectException|[Ss]tatus [Cc]ode: 301",
              "the bucket %s is in another region (set fs.s3a.endpoint.region to the bucket's)"),
          new Meaning(
              "UnknownHostException|NoRouteToHost|ConnectException|ConnectTimeout",
              "the server of the bucket %s cannot be reached (check fs.s3a.endpoint,"
                  + " fs.s3a.endpoint.region and the network)"),
          new Meaning(
              "AWSBadRequestException",
              "the server of the bucket %s refused the request with 400 (an expired session token,"
                  + " or another fs.s3a.endpoint.region than the bucket's)"));

  private static final Pattern PRECONDITION = Pattern.compile("[Ss]tatus [Cc]ode: (304|409|412)");

  private S3Failures() {}

  /** What names and messages of exceptions mean that match a pattern. */
  private record Meaning(Pattern pattern, String message) {
    Meaning(String pattern, String message) {
      this(Pattern.compile(pattern), message);
    }
  }

  /** The same failure with a message that says what to do, where we know. */
  static IOException clear(String bucket, IOException failure) {
    if (failure instanceof FileNotFoundException
        || failure instanceof EOFException
        || failure instanceof UnreadableException) {
      return failure;
    }

    if (isChanged(failure)) {
      return new UnreadableException(
          Reason.CHANGED, "was written to while it was read: its etag is another", failure);
    }

    return meaning(bucket, failure)
        .<IOException>map(message -> new IOException(message, failure))
        .orElse(failure);
  }

  private static Optional<String> meaning(String bucket, IOException failure) {
    String text = text(failure);
    return MEANINGS.stream()
        .filter(meaning -> meaning.pattern.matcher(text).find())
        .map(meaning -> meaning.message.formatted(bucket))
        .findFirst()
        .or(
            () ->
                failure instanceof AccessDeniedException
                    ? Optional.of(
                        "permission denied, the server said 403: the keys are wrong, or may not do"
                            + " that")
                    : Optional.empty());
  }

  /** Whether an object is not the one that was opened. */
  private static boolean isChanged(IOException failure) {
    return text(failure).contains("RemoteFileChangedException");
  }

  /** Whether a conditional request met an object, or another such request. */
  static boolean isRefused(IOException failure) {
    String text = text(failure);
    return text.contains("RemoteFileChangedException") || PRECONDITION.matcher(text).find();
  }

  /** Names and messages of a failure and of what caused it. */
  private static String text(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable each = failure;
    for (int i = 0; each != null && i < DEPTH; i++) {
      text.append(each.getClass().getName()).append(' ').append(each.getMessage()).append('\n');
      each = each.getCause();
    }

    return text.toString();
  }
}
