package io.millrace.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Storage that a store may be written to. What is written appears whole or not at all. Sources are
 * never given as one of these.
 */
public interface WritableStorage extends Storage {
  /** How the names of files that are still being written begin; a killed writer leaves them. */
  String TEMPORARY = ".tmp-";

  /**
   * Creates a small file unless there is one already: of many writers exactly one wins.
   *
   * @return whether this call created it
   */
  boolean createIfAbsent(String path, byte[] bytes) throws IOException;

  /**
   * Brings a local file to a path that names its content. If there is one of that length, it stays,
   * but its modification time is made new where that can be done: it is in use.
   *
   * @return whether anything was written
   */
  boolean publish(Path local, String path) throws IOException;

  /** Deletes a file; one that does not exist is no error. */
  void delete(String path) throws IOException;
}
