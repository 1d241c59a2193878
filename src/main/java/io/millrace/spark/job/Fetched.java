package io.millrace.spark.job;

import io.millrace.sample.Field;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The bytes of a member's files, or why they could not be read. */
final class Fetched {
  private final Member member;
  private final Map<Field, byte[]> bytes = new EnumMap<>(Field.class);
  private final Map<Field, IOException> failures = new EnumMap<>(Field.class);

  /** Nothing yet. */
  Fetched(Member member) {
    this.member = member;
  }

  /** A file on its way. */
  interface Reading {
    byte[] read() throws IOException;
  }

  /** Reads the file of a field, or keeps why it cannot be. */
  Fetched with(Field field, Reading reading) {
    try {
      bytes.put(field, reading.read());
    } catch (IOException e) {
      failures.put(field, e);
    }

    return this;
  }

  Member member() {
    return member;
  }

  boolean has(Field field) {
    return bytes.containsKey(field);
  }

  /** All bytes of the file of a field. */
  byte[] bytes(Field field) throws IOException {
    if (failures.containsKey(field)) {
      throw failures.get(field);
    }

    byte[] read = bytes.get(field);
    if (read == null) {
      throw new FileNotFoundException("it has no " + field);
    }

    return read;
  }
}
