package io.millrace.report.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.sample.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** A profile as one JSON object, for machines: all but the pictures. */
public final class ProfileJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Rises when a key changes its meaning or goes; new keys may come at any time. */
  private static final int VERSION = 1;

  private final Profile profile;
  private final ObjectNode root = JSON.createObjectNode();

  private ProfileJson(Profile profile) {
    this.profile = profile;
  }

  /** UTF-8, with a line break at the end. */
  public static byte[] of(Profile profile) {
    try {
      String text = JSON.writeValueAsString(new ProfileJson(profile).write());
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a profile as JSON", e);
    }
  }

  private ObjectNode write() {
    root.put("version", VERSION);
    card(root.putObject("dataset"), profile.card());
    each("groups", profile.groups(), ProfileJson::group);
    pictures(root.putObject("pictures"), profile.pictures());
    each("channels", profile.channels(), ProfileJson::channel);
    each("defects", profile.defects(), ProfileJson::defect);
    ObjectNode depths = root.putObject("depths");
    spread(depths.putObject("missing"), profile.depths().missing());
    spread(depths.putObject("nearest"), profile.depths().nearest());
    spread(depths.putObject("farthest"), profile.depths().farthest());
    findings(root.putObject("findings"), profile.findings());
    twins(root.putObject("twins"), profile.twins());
    ObjectNode steps = root.putObject("transforms");
    steps.put("sample_id", profile.steps().sampleId());
    each(steps.putArray("steps"), profile.steps().steps(), ProfileJson::step);
    return root;
  }

  private <T> void each(String name, List<T> values, BiConsumer<ObjectNode, T> write) {
    each(root.putArray(name), values, write);
  }

  private static <T> void each(ArrayNode array, List<T> values, BiConsumer<ObjectNode, T> write) {
    values.forEach(value -> write.accept(array.addObject(), value));
  }

  private static void card(ObjectNode json, Card card) {
    json.put("name", card.dataset());
    json.put("location", card.location());
    json.put("kind", card.kind());
    ArrayNode categories = json.putArray("categories");
    card.categories().forEach(categories::add);
    json.put("samples", card.samples());
    json.put("task", card.contents().task().name().toLowerCase(Locale.ROOT));
    json.put("clip_length_in_frames", card.contents().clips().length());
    json.put("has_depth", card.contents().depth().exists());
    json.put("test_split_mode", card.division().testMode());
    json.put("val_split_mode", card.division().valMode());
    json.put("seed", card.division().seed());
  }

  private static void group(ObjectNode json, Group group) {
    json.put("category", group.category());
    json.put("split", group.split().text());
    json.put("label", group.label());
    json.put("label_index", group.labelIndex().index());
    json.put("samples", group.samples());
  }

  private static void pictures(ObjectNode json, Pictures pictures) {
    json.put("count", pictures.count());
    each(
        json.putArray("sizes"),
        pictures.sizes(),
        (node, sized) -> {
          node.put("height", sized.size().height());
          node.put("width", sized.size().width());
          node.put("pictures", sized.pictures());
        });
    json.put("other_sizes", pictures.others());
    pictures
        .bySplit()
        .forEach(
            (split, look) -> {
              ObjectNode node = json.putObject(split.text());
              spread(node.putObject("aspect_ratio"), look.aspect());
              spread(node.putObject("brightness"), look.brightness());
              spread(node.putObject("sharpness"), look.sharpness());
            });
  }

  private static void spread(ObjectNode json, Spread spread) {
    json.put("count", spread.count());
    json.put("least", spread.least());
    json.put("mean", spread.mean());
    json.put("most", spread.most());
    ArrayNode edges = json.putArray("edges");
    spread.histogram().edges().forEach(edges::add);
    ArrayNode counts = json.putArray("counts");
    spread.histogram().counts().forEach(counts::add);
  }

  private static void channel(ObjectNode json, Channel channel) {
    json.put("name", channel.name());
    json.put("mean", channel.mean());
    json.put("deviation", channel.deviation());
    json.put("pixels", channel.pixels());
  }

  private static void defect(ObjectNode json, Defect defect) {
    json.put("category", defect.category());
    json.put("label", defect.label());
    spread(json.putObject("area"), defect.area());
    ObjectNode heat = json.putObject("heat");
    heat.put("rows", defect.heat().rows());
    heat.put("columns", defect.heat().columns());
    ArrayNode shares = heat.putArray("shares");
    defect.heat().shares().forEach(shares::add);
  }

  private static void findings(ObjectNode json, Findings findings) {
    json.put("total", findings.total());
    ObjectNode counts = json.putObject("counts");
    findings.counts().forEach((reason, count) -> counts.put(reason.code(), count));
    each(json.putArray("first"), findings.first(), ProfileJson::finding);
  }

  private static void finding(ObjectNode json, Finding finding) {
    json.put("severity", finding.reason().severity().text());
    json.put("reason", finding.reason().code());
    json.put("sample_id", finding.sampleId());
    json.put("path", finding.path());
    json.put("detail", finding.detail());
    json.put("way_out", finding.reason().wayOut());
  }

  private static void twins(ObjectNode json, Twins twins) {
    each(
        json.putArray("leaks"),
        twins.leaks(),
        (node, leak) -> {
          node.put("kind", text(leak.kind()));
          node.put("earlier", leak.earlier().text());
          node.put("later", leak.later().text());
          node.put("samples", leak.samples());
        });
    each(
        json.putArray("pairs"),
        twins.pairs(),
        (node, pair) -> {
          node.put("kind", text(pair.kind()));
          node.put("distance", pair.distance());
          side(node.putObject("earlier"), pair.earlier());
          side(node.putObject("later"), pair.later());
        });
    json.put("unchecked", twins.unchecked());
  }

  private static String text(Twins.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void side(ObjectNode json, Twins.Side side) {
    json.put("sample_id", side.title().sampleId());
    json.put("split", side.title().split().text());
    json.put("label", side.title().label());
  }

  private static void step(ObjectNode json, Steps.Step step) {
    json.put("operation", step.operation());
    json.put("arguments", step.arguments());
    json.put("height", step.size().height());
    json.put("width", step.size().width());
    json.put("low", step.low());
    json.put("high", step.high());
  }
}
