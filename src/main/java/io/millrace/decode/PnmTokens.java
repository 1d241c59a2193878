package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.charset.StandardCharsets;

/** Words between white space, without comments. */
final class PnmTokens {
  /** Pillow takes longer words for an attack. */
  private static final int LONGEST = 10;

  private final byte[] bytes;
  private int at;

  PnmTokens(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Behind the last word and the one white space that ends it. */
  int at() {
    return at;
  }

  int number() throws UnreadableException {
    String word = word();
    try {
      int number = Integer.parseInt(word);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, together with numbers below zero
    }
    throw invalid(word);
  }

  double real() throws UnreadableException {
    String word = word();
    try {
      double number = Double.parseDouble(word);
      if (number != 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, together with zero and infinity
    }
    throw invalid(word);
  }

  private UnreadableException invalid(String word) {
    return Broken.corrupt(
        "is a PNM with '" + Format.printable(word) + "' for a number before byte " + at);
  }

  /** The next character that is neither white space nor comment, as plain bitmaps hold them. */
  int character() throws UnreadableException {
    skip();
    return at < bytes.length ? bytes[at++] & 255 : ended();
  }

  private int ended() throws UnreadableException {
    throw Broken.truncated("it ends at byte " + bytes.length + ", before its last pixel");
  }

  private String word() throws UnreadableException {
    skip();
    int start = at;
    while (at < bytes.length && !isSpace(bytes[at]) && at - start <= LONGEST) {
      at++;
    }
    if (at == start) {
      ended();
    }

    String word = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    at += at < bytes.length && isSpace(bytes[at]) ? 1 : 0;
    return word;
  }

  private void skip() {
    while (at < bytes.length && (isSpace(bytes[at]) || bytes[at] == '#')) {
      if (bytes[at] == '#') {
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
          at++;
        }
      } else {
        at++;
      }
    }
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
