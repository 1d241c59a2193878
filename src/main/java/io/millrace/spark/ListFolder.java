package io.millrace.spark;

import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Entry;
import io.millrace.datasets.FileNames;
import io.millrace.datasets.Place;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.EntryRows;
import io.millrace.spark.rows.RowBlocks;
import io.millrace.storage.FileEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Lists one folder. Takes and gives folder rows (role, place, path relative to it, identities of
 * the folders above) and gives {@link RowBlocks} of file rows of {@link EntryRows}.
 */
record ListFolder(
    Broadcast<SerializableConfiguration> configuration, DatasetLayout layout, List<Place> places)
    implements FlatMapFunction<Row, Row> {
  private static final String SEPARATOR = "\n"; // cannot stand in an identity that we compare

  @Override
  public Iterator<Row> call(Row folder) {
    Place place = places.get(folder.getInt(1));
    String relative = folder.getString(2);
    String path = relative.isEmpty() ? place.folder() : place.folder() + "/" + relative;
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    try {
      String identity = storage.identity(path);
      String above = folder.getString(3);
      if (leadsBack(identity, above)) {
        String detail = "is a symbolic link to a folder above it and was not followed";
        return passedOver(EntryRows.passedOver(EntryRows.LOOP, place, path, detail));
      }

      return rows(folder, storage.list(path), above + SEPARATOR + identity);
    } catch (IOException e) {
      String detail = "cannot be listed: " + e.getMessage();
      return passedOver(EntryRows.passedOver(EntryRows.UNLISTED, place, path, detail));
    }
  }

  private static Iterator<Row> passedOver(Row row) {
    return RowBlocks.pack(List.of(row).iterator());
  }

  /** Whether a folder is one of those above, or holds one: it would bring in other roles' files. */
  private static boolean leadsBack(String identity, String above) {
    String inside = identity.endsWith("/") ? identity : identity + "/";
    return Arrays.stream(above.split(SEPARATOR))
        .anyMatch(each -> each.equals(identity) || each.startsWith(inside));
  }

  private Iterator<Row> rows(Row folder, List<FileEntry> entries, String above) {
    int number = folder.getInt(1);
    String prefix = folder.getString(2).isEmpty() ? "" : folder.getString(2) + "/";
    Stream<Row> folders =
        entries.stream()
            .filter(entry -> entry.folder() && !FileNames.isJunk(entry.name()))
            .map(
                entry -> RowFactory.create(EntryRows.FOLDER, number, prefix + entry.name(), above));
    Iterator<Row> files =
        entries.stream()
            .filter(entry -> !entry.folder())
            .map(entry -> file(places.get(number), prefix + entry.name(), entry))
            .iterator();
    // lazily: a folder may have millions of files
    Iterable<Row> blocks = () -> RowBlocks.pack(files);
    return Stream.concat(folders, StreamSupport.stream(blocks.spliterator(), false)).iterator();
  }

  private Row file(Place place, String relative, FileEntry entry) {
    boolean junk = FileNames.isJunk(entry.name());
    return EntryRows.file(
        place, relative, entry, junk ? Entry.IGNORED : layout.read(place, relative));
  }
}
