package io.millrace.hold;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;

/** The same files for {@code FileContext}. */
public final class HoldFiles extends DelegateToFileSystem {
  /** As Hadoop makes it. */
  public HoldFiles(URI uri, Configuration configuration) throws IOException, URISyntaxException {
    super(HoldFileSystem.NAME, new HoldFileSystem(), configuration, "hold", false);
  }

  @Override
  public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
    if (overwrite) {
      super.renameInternal(from, to, true);
    } else {
      renameInternal(from, to); // it looks and renames at once
    }
  }
}
