package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the data set and its keys in all forms that a file may have: below {@code data}, as in
 * anomalib's own configurations, or at the top; in {@code init_args}, or flat.
 */
record FileForm(DataDraft draft) {
  /** Keys beside {@code data} in the files of anomalib and Lightning; they are not ours. */
  private static final List<String> PASSED_OVER =
      List.of(
          "callbacks",
          "ckpt_path",
          "config",
          "default_root_dir",
          "engine",
          "export",
          "logging",
          "lr_scheduler",
          "metrics",
          "model",
          "normalization",
          "optimizer",
          "results",
          "results_path",
          "return_predictions",
          "task",
          "trainer",
          "verbose",
          "visualization",
          "weights_only");

  void add(Node root, String source) {
    Optional<Map<String, Node>> top = root.map();
    if (top.isEmpty() && !root.isNull()) {
      new Spot(source, draft.problems()).invalid(root, "keys and values");
    }

    boolean nested = top.map(map -> map.get(DataDraft.DATA)).flatMap(Node::map).isPresent();
    top.orElse(Map.of()).forEach((name, node) -> addTop(name, node, nested));
  }

  private void addTop(String name, Node node, boolean nested) {
    if (name.equals(DataDraft.DATA)) {
      addData(node);
    } else if (name.equals(DataDraft.SEED_EVERYTHING)) {
      draft.seed(node);
    } else if (nested && !PASSED_OVER.contains(name)) {
      unknown(name, node);
    } else if (name.equals(ClassNode.CLASS_PATH)) {
      draft.dataset(node);
    } else if (!PASSED_OVER.contains(name)) {
      ClassNode.add(name, node, draft.values(), draft.spot());
    }
  }

  private void addData(Node node) {
    if (node.map().isEmpty()) {
      draft.dataset(node);
      return;
    }

    Map<String, Node> data = node.map().get();
    Optional.ofNullable(data.get(ClassNode.CLASS_PATH)).ifPresent(draft::dataset);
    data.forEach((name, value) -> ClassNode.add(name, value, draft.values(), draft.spot()));
  }

  private void unknown(String name, Node node) {
    List<String> names = new ArrayList<>(PASSED_OVER);
    names.add(DataDraft.DATA);
    names.add(DataDraft.SEED_EVERYTHING);
    String hint =
        KeyTable.names().contains(name)
            ? "did you mean data." + name + "?"
            : Nearest.to(name, names)
                .map(near -> "did you mean " + near + "?")
                .orElse("the keys of the data set stand below data");
    draft.problems().add(node.position(), "Invalid " + name + ": unknown key (" + hint + ")");
  }
}
