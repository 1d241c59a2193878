package io.millrace.config;

/**
 * A key and how its value is read.
 *
 * @param fallback where the key is not given
 */
record Key<T>(String name, ValueType<T> type, T fallback) {}
