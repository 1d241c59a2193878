package io.millrace.storage;

/** Requests for bytes of files, and the bytes that came. */
public record Traffic(long requests, long bytes) {}
