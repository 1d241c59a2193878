package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.s3.Fault;
import io.millrace.s3.S3Front;
import io.millrace.s3.S3Guest;
import io.millrace.s3.S3Server;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.storage.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole road on S3, by commands, with a job that is killed and two that meet. */
@ExtendWith({S3Guest.class, Workshop.Guest.class})
class S3IT {
  private static final String KEY = "AKIA0MILLRACE0TEST00";
  private static final String TOKEN = "FwoGZXIvYXdzMillraceSessionTokenOfATest";
  private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYmillracetest";

  /** The sources on S3, which nobody changes. */
  private static String data = "";

  @TempDir private Path folder;
  private S3Front s3;
  private String key;
  private String root;

  @BeforeEach
  void upload(S3Front front, Workshop workshop) throws Exception {
    s3 = front;
    key = "road-" + System.nanoTime();
    root = "s3a://" + S3Server.BUCKET + "/" + key;
    if (data.isEmpty()) {
      data = put(workshop.data(), "data");
    }

    s3.reset();
  }

  private String put(Path from, String to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        s3.put(key + "/" + to + "/" + from.relativize(file), Files.readAllBytes(file));
      }
    }

    return root + "/" + to;
  }

  private List<String> settings() {
    return Stream.of(
            "endpoint=" + s3.endpoint(), "endpoint.region=us-east-1", "path.style.access=true")
        .map(each -> "spark.hadoop.fs.s3a." + each)
        .toList();
  }

  /** A command that meets S3: its settings as properties, its keys by the environment. */
  private Command onS3(Command command) {
    Command set = command;
    for (String setting : settings()) {
      set = set.withJava("-D" + setting);
    }

    return withKeys(set);
  }

  private static Command withKeys(Command command) {
    return command
        .with("AWS_ACCESS_KEY_ID", KEY)
        .with("AWS_SECRET_ACCESS_KEY", SECRET)
        .with("AWS_SESSION_TOKEN", TOKEN);
  }

  private Command prepare(String store) {
    return onS3(Workshop.prepare(data, store).and("--verbose"));
  }

  /** A command of the README's chapter on S3, on the data of this test. */
  private Command readme(String name, String store) throws IOException {
    String line =
        Files.readString(Command.PROJECT.resolve("README.md"))
            .lines()
            .dropWhile(each -> !each.equals("## S3"))
            .filter(each -> each.startsWith("scripts/millrace " + name + " "))
            .findFirst()
            .orElseThrow();
    String[] words =
        line.replaceAll(" +#.*", "")
            .replace("s3a://BUCKET/bottle", store)
            .replace("s3a://BUCKET/FOLDER", data + "/millstone/train/good")
            .replace("/tmp/batches", folder.resolve("batches").toString())
            .split(" ");
    return onS3(Command.millrace().and(Arrays.copyOfRange(words, 1, words.length, Object[].class)));
  }

  private Command.Result run(Command command) throws Exception {
    return checked(onS3(command).run());
  }

  /** Neither key nor token is in anything that a command prints. */
  private static Command.Result checked(Command.Result result) {
    assertThat(result.out() + result.err()).doesNotContain(SECRET, KEY, TOKEN);
    return result;
  }

  private static Command.Result good(Command.Result result) {
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private HadoopStorage storage() {
    return new HadoopStorage(s3.configuration(SECRET));
  }

  private List<JsonNode> snapshots(String store) throws IOException {
    HadoopStorage storage = storage();
    List<JsonNode> snapshots = new java.util.ArrayList<>();
    for (FileEntry file : storage.list(store + "/_millrace/snapshots")) {
      byte[] bytes = storage.read(file.path(), file.length());
      assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
          .doesNotContain(SECRET, KEY, TOKEN, "s3a:");
      snapshots.add(new ObjectMapper().readTree(bytes));
    }

    return snapshots;
  }

  private static String snapshotId(Command.Result done) {
    return done.out().lines().filter(line -> line.startsWith("id ")).findFirst().orElseThrow();
  }

  private static List<String> shards(JsonNode snapshot) {
    return StreamSupport.stream(snapshot.get("shards").spliterator(), false)
        .map(each -> each.get("name").textValue())
        .toList();
  }

  @Test
  void goesTheWholeRoadThoughOnePrepareIsKilledAndTwoMeetAfterIt(Workshop workshop)
      throws Exception {
    String store = root + "/store";
    Fault held = s3.inject(Fault.Kind.HELD, "GET .*/" + Workshop.SLOW, 1);
    try (Command.Running job = prepare(store).start()) {
      s3.await("PUT .*/_millrace/done/.*", 1);
      s3.await("GET .*/" + Workshop.SLOW, 1);
      Holds.kill(job.process().toHandle());
      checked(job.result());
    }

    held.release();
    assertThat(s3.requests("PUT .*/snapshots/[0-9]+[.]json")).isEmpty();
    s3.inject(Fault.Kind.SLOW_DOWN, "(GET|PUT) .*/(data|done)/.*", 5);
    Fault met = s3.inject(Fault.Kind.HELD, "PUT .*/snapshots/00000001[.]json", 2);
    Fault lost = s3.inject(Fault.Kind.LOST, "PUT .*/snapshots/00000001[.]json", 1);
    try (Command.Running one = prepare(store).start();
        Command.Running other = prepare(store).start()) {
      s3.await("PUT .*/snapshots/00000001[.]json", 2);
      met.release();
      List<Command.Result> results = List.of(good(one.result()), good(other.result()));
      results.forEach(S3IT::checked);

      assertThat(results).allMatch(done -> done.out().contains(": snapshot 1, "));
      assertThat(results).noneMatch(done -> done.out().contains("reused 0;"));
      assertThat(results).extracting(S3IT::snapshotId).containsOnly(snapshotId(results.get(0)));
      assertThat(lost.met()).hasValue(1);
    }

    assertThat(snapshots(store))
        .singleElement()
        .satisfies(
            snapshot -> assertThat(shards(snapshot)).isEqualTo(workshop.undisturbed().shards()));
    good(checked(readme("verify", store).run()));
    s3.reset();
    good(checked(readme("batches", store).run()));
    assertThat(s3.requests("HEAD .*/data/.*")).as("lengths are known").isEmpty();
    good(run(Command.millrace("vacuum", store, "--older-than", "0", "--delete")));
    assertThat(storage().list(store + "/_millrace/done")).isEmpty();
    assertThat(snapshots(store)).hasSize(1);
  }

  @Test
  void aFileThatIsForbiddenIsAFindingAndEveryOtherIsAskedForOnce() throws Exception {
    s3.inject(Fault.Kind.FORBIDDEN, "GET .*/" + Workshop.SLOW, Integer.MAX_VALUE);
    Command.Result found =
        run(
            Command.millrace("inspect", "--deep", "--verbose", "--data", "MVTecAD")
                .and("--data.root", data, "--data.category", "millstone"));

    assertThat(found.code()).isEqualTo(Failures.BAD_DATA);
    assertThat(found.out())
        .contains(data + "/" + Workshop.SLOW, "permission denied, the server said 403");
    assertThat(s3.requests("HEAD .*[.]png")).isEmpty();
    assertThat(s3.requests("GET .*/train/good/000[.]png")).isNotEmpty();
  }

  @Test
  void ranksOnS3GoOnAfterAKillAndFaultsWithTheSameWeights(Workshop workshop) throws Exception {
    String store = put(workshop.undisturbed().root(), "store");
    RankRun killed =
        ranks("killed", workshop)
            .with("store=" + store, "checkpoints=" + root + "/saved")
            .rule("rank1-step5", "wait");
    List<Fault> faults =
        List.of(
            s3.inject(Fault.Kind.SLOW_DOWN, "GET .*/store/data/.*", 2),
            s3.inject(Fault.Kind.DROPPED, "GET .*/store/data/.*", 2),
            s3.inject(Fault.Kind.LOST, "PUT .*/saved/.*", 2));
    try (Command.Running job = withKeys(killed.command()).start()) {
      Holds.kill(killed.await("rank1-step5", job));
      checked(job.result());
    }

    s3.reset();
    Fault broken = s3.inject(Fault.Kind.DROPPED, "GET .*/train/good/.*", 3);
    Path plan =
        Files.write(
            folder.resolve("plan"),
            List.of(
                "store=" + workshop.undisturbed().root(),
                "data=" + workshop.data(),
                "store=" + store + " checkpoints=" + root + "/saved",
                "data=" + data + " checkpoints=" + root + "/raw"));
    Command.Result done =
        good(checked(withKeys(ranks("again", workshop).with("plan=" + plan).command()).run()));

    for (String word : List.of("weights", "score")) {
      List<String> lines = RankRun.lines(done, word);
      int half = lines.size() / 2;
      assertThat(lines.subList(half, 2 * half)).isEqualTo(lines.subList(0, half)).isNotEmpty();
    }

    assertThat(faults).extracting(fault -> fault.met().get()).containsOnly(2);
    assertThat(broken.met()).hasValue(3);
    assertThat(s3.requests("GET .*/saved/models/.*")).as("it went on").isNotEmpty();
  }

  private RankRun ranks(String name, Workshop workshop) throws Exception {
    Submit local = workshop.local(2);
    for (String setting : settings()) {
      local = local.conf(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }

    return RankRun.in(folder.resolve(name), local).with("epochs=2", "batch=8");
  }

  @Test
  void theDoctorShowsTheLimitsAndTriesACommit() throws Exception {
    Command.Result looked = good(checked(readme("doctor", "").run()));

    assertThat(looked.out())
        .contains(
            "  ok    s3           fs.s3a.multipart.size 256M",
            "  ok    s3           of two writers one wins: prepare can commit there")
        .containsPattern("ok    read rate    [0-9]+ MB/s");
  }

  @Test
  void aBucketThatIsNotThereIsOneParagraph() throws Exception {
    Command.Result none =
        run(
            Command.millrace("samples", "--data", "MVTecAD", "--data.category", "millstone")
                .and("--data.root", "s3a://nobody-has-this/data"));

    assertThat(none.code()).as(none.err()).isEqualTo(Failures.USAGE);
    assertThat(none.err())
        .contains(
            "millrace: Cannot list s3a://nobody-has-this/data: there is no bucket nobody-has-this"
                + " (check its name, and fs.s3a.endpoint)");
  }
}
