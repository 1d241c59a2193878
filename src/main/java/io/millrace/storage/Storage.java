package io.millrace.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads files and folders by path. Implementations are safe for use by several threads. */
public interface Storage {
  /**
   * The entries of one folder, not of its sub-folders, in no particular order.
   *
   * @throws java.io.FileNotFoundException if there is no such folder
   */
  List<FileEntry> list(String folder) throws IOException;

  /**
   * All bytes of a file.
   *
   * @param length the file's length as it was listed
   * @throws java.io.EOFException if it has become shorter
   */
  byte[] read(String path, long length) throws IOException;

  /**
   * Opens a file for reads at any place; the caller closes it.
   *
   * @param length the file's length, which spares object stores a request
   * @throws java.io.FileNotFoundException if there is no such file, at the latest at the first read
   */
  RangeFile open(String path, long length) throws IOException;

  /** The file or folder of that path as it is now, if there is one. */
  Optional<FileEntry> find(String path) throws IOException;

  /** A name that is the same for every path that leads to that folder, links resolved. */
  String identity(String folder) throws IOException;

  /**
   * How many requests for files there should be under way at once, so that nobody waits for
   * answers; 0 where they come at once, as from this machine's disks.
   */
  default int inFlight(String path) {
    return 0;
  }
}
