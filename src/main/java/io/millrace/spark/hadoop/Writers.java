package io.millrace.spark.hadoop;

import org.apache.hadoop.conf.Configuration;

/** How many may commit to one store at the same time. */
public enum Writers {
  /** Any number: of those that meet one wins. Needs a file system that can decide that. */
  MANY,
  /** One, for which the user stands: on object stores nothing is asked of the server. */
  SINGLE;

  private static final String KEY = "millrace.single-writer";

  /** What that configuration says; {@link #MANY} where it says nothing. */
  static Writers of(Configuration configuration) {
    return configuration.getBoolean(KEY, false) ? SINGLE : MANY;
  }

  /** A configuration by which storage commits so; {@link #MANY} leaves it as it is. */
  public Configuration in(Configuration configuration) {
    if (this == MANY) {
      return configuration;
    }

    Configuration changed = new Configuration(configuration);
    changed.setBoolean(KEY, true);
    return changed;
  }
}
