package io.millrace.sample;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Orders paths by code point, as the reference sorts its samples (Python strings) and as UTF-8
 * bytes compare. {@code String.compareTo} differs beyond U+FFFF.
 */
public enum PathOrder implements Comparator<String>, Serializable {
  BY_CODE_POINT;

  @Override
  public int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // a surrogate is half of a code point above all others
        boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
        return mixed ? (Character.isSurrogate(a) ? 1 : -1) : a - b;
      }
    }

    return left.length() - right.length();
  }
}
