package io.millrace.storage;

/**
 * One entry of a folder.
 *
 * @param path full path, as {@link Storage} accepts it
 * @param name last component of the path
 * @param folder whether it is a folder
 * @param length bytes, 0 for a folder
 * @param modified modification time, milliseconds since 1970-01-01 UTC
 */
public record FileEntry(String path, String name, boolean folder, long length, long modified) {}
