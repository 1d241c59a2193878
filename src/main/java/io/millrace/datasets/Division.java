package io.millrace.datasets;

/** How a data set is divided where its user does not say how. */
public enum Division {
  /** As published: its own test folder, which validates too. */
  PUBLISHED,
  /** As published; what is in its test videos is not known before their masks are read. */
  PUBLISHED_VIDEOS,
  /** A user's own folders: half of the test validates. */
  OWN
}
