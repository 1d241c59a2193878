package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What the tests of faults share, made at first use and ended with the last of them: drawn
 * pictures, the store that an undisturbed run makes of them, and a cluster.
 */
final class Workshop implements CloseableResource {
  /** The sample at which jobs are held while they decode. */
  static final String SLOW = "millstone/train/good/005.png";

  private static final int PICTURES = 96;

  private final Path folder;
  private final Path data;
  private final Path undisturbed;
  private final Map<String, String> hashes;
  private final SparkHome home;
  private Optional<StandaloneCluster> cluster = Optional.empty();

  private Workshop() throws Exception {
    folder = Files.createTempDirectory("millrace-workshop-");
    data = folder.resolve("data");
    undisturbed = folder.resolve("undisturbed");
    home = SparkHome.in(folder);
    Command.millrace("sample-data", "--images", PICTURES, "--size", "64x64", "--out", data).run();
    hashes = hashes(data);
    Command.Result done = prepare(local(2), data.toString(), undisturbed.toString()).run();
    assertThat(done.code()).as(done.err()).isZero();
  }

  /** Gives it to tests that ask for it. */
  static final class Guest implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Workshop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(Workshop.class))
          .getOrComputeIfAbsent(Workshop.class, key -> open());
    }

    private static Workshop open() {
      try {
        return new Workshop();
      } catch (Exception e) {
        throw new IllegalStateException("no workshop", e);
      }
    }
  }

  /** The drawn pictures; {@link #checkSources} sees to it that nobody changes them. */
  Path data() {
    return data;
  }

  /** The store of the undisturbed run. */
  StoreFolder undisturbed() {
    return new StoreFolder(undisturbed);
  }

  /** A local Spark of so many cores, by spark-submit. */
  Submit local(int cores) {
    return Submit.to("local[" + cores + "]", home);
  }

  /** The cluster of two workers; starts at the first call. */
  StandaloneCluster cluster() throws Exception {
    if (cluster.isEmpty()) {
      cluster =
          Optional.of(StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster"))));
    }

    return cluster.get();
  }

  /** The command whose results are compared: the same everywhere but for these. */
  static Command prepare(Submit submit, String data, String store) {
    return prepareBy(submit.millrace("prepare"), data, store);
  }

  /** The same without spark-submit. */
  static Command prepare(String data, String store) {
    return prepareBy(Command.millrace("prepare"), data, store);
  }

  private static Command prepareBy(Command command, String data, String store) {
    return command
        .and("--kind", "tensors", "--dtype", "float32", "--image-size", "64x64")
        .and("--shard-mib", 1, "--data", "MVTecAD", "--data.root", data)
        .and("--data.category", "millstone", "--data.seed", 0, "--out", store);
  }

  /** The pictures into a store, both by the file system of the holds. */
  Command prepare(Submit submit, Path store) {
    return prepare(submit, Holds.path(data), Holds.path(store));
  }

  /** Pattern of the source of {@link #SLOW}. */
  String decoding() {
    return decoding(SLOW);
  }

  /** Pattern of a source by its sample's id. */
  String decoding(String sampleId) {
    return ".*/" + sampleId;
  }

  /** A command of a store, without a cluster. */
  static Command.Result onStore(String command, Path store, Object... more) throws Exception {
    return Command.millrace(command, store).and(more).run();
  }

  /** That a store holds what the undisturbed run made, and that it is whole. */
  void checkSame(Path store) throws Exception {
    StoreFolder found = new StoreFolder(store);
    assertThat(found.shards()).isEqualTo(undisturbed().shards());
    assertThat(found.fingerprint()).isEqualTo(undisturbed().fingerprint());
    assertThat(found.faults()).isEmpty();
  }

  /** That vacuum leaves what snapshots name and nothing else, and that it is whole. */
  void checkVacuum(Path store) throws Exception {
    Command.Result swept = onStore("vacuum", store, "--older-than", "0", "--delete");
    assertThat(swept.code()).as(swept.err()).isZero();
    StoreFolder found = new StoreFolder(store);
    assertThat(found.files()).isEqualTo(found.named());
    Command.Result verified = onStore("verify", store);
    assertThat(verified.code()).as(verified.err()).isZero();
  }

  /** That all sources are what they were. */
  void checkSources() throws Exception {
    assertThat(hashes(data)).isEqualTo(hashes);
  }

  private static Map<String, String> hashes(Path folder) throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(file.toString(), HexFormat.of().formatHex(hash));
      }
    }

    return hashes;
  }

  @Override
  public void close() throws IOException {
    cluster.ifPresent(StandaloneCluster::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
