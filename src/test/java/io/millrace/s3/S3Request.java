package io.millrace.s3;

import com.sun.net.httpserver.HttpExchange;

/**
 * One request as the front sees it.
 *
 * @param method such as {@code GET}
 * @param path raw, from the bucket on: {@code /test/a/b}
 * @param query raw, empty for none
 */
public record S3Request(String method, String path, String query) {
  /** Keys of a LIST, at most: of S3 a thousand, here fewer, so that tests see several pages. */
  public static final int PAGE = 200;

  static S3Request of(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return new S3Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query);
  }

  /** {@code LIST}, else the method. */
  public String kind() {
    return method.equals("GET") && query.contains("list-type=2") ? "LIST" : method;
  }

  /** Whether it makes, completes or deletes an object: what must come one after the other. */
  boolean changes() {
    boolean part = query.contains("partNumber=");
    return (method.equals("PUT") && !part)
        || (method.equals("POST") && query.contains("uploadId="))
        || method.equals("DELETE");
  }

  /** Whether it drops an upload of parts, for which s3mock deletes the object that is there. */
  boolean dropsUpload() {
    return method.equals("DELETE") && query.contains("uploadId=");
  }

  /** The same of the server behind; s3mock gives pages as long as they are asked for. */
  String target() {
    String pages = query.replaceFirst("max-keys=[0-9]{4,}", "max-keys=" + PAGE);
    return query.isEmpty() ? path : path + "?" + pages;
  }

  @Override
  public String toString() {
    return kind() + " " + path;
  }
}
