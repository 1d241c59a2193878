package io.millrace.storage;

/**
 * Requests for bytes of files, and the bytes that came.
 *
 * @param nanos that all threads together waited for them
 */
public record Traffic(long requests, long bytes, long nanos) {}
