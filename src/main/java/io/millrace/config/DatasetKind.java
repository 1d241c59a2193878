package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the configuration names as its data set. */
enum DatasetKind {
  MVTEC_AD("MVTecAD"),
  FOLDER("Folder"),
  /** A store of ours, made of any of them. */
  STORE("Store"),
  /** One of the reference's that a later version brings. */
  UNSUPPORTED(""),
  /** None at all, or none that anybody knows. */
  UNKNOWN("");

  private static final List<String> LATER =
      List.of(
          "MVTecAD2",
          "MVTecLOCO",
          "Visa",
          "BTech",
          "Kolektor",
          "RealIAD",
          "VAD",
          "MPDD",
          "BMAD",
          "Kaputt",
          "AutoVI",
          "Tabular",
          "Datumaro",
          "MVTec3D",
          "ADAM3D",
          "Folder3D",
          "Avenue",
          "ShanghaiTech",
          "UCSDped",
          "PredictDataset");

  private final String className;

  DatasetKind(String className) {
    this.className = className;
  }

  String className() {
    return className;
  }

  /** Names of the data sets that can be read. */
  static List<String> names() {
    return List.of(MVTEC_AD.className, FOLDER.className, STORE.className);
  }

  /** The kind of a class path or short name; what cannot be read is a problem. */
  static DatasetKind of(Optional<Node> node, Problems problems) {
    if (node.isEmpty()) {
      problems.add(
          Problems.LAST,
          "Missing data: no data set is named (give class_path: anomalib.data.MVTecAD in the file,"
              + " or --data MVTecAD; this version has MVTecAD and Folder)");
      return UNKNOWN;
    }

    String name = ClassNode.path(node.get()).map(ClassNode::shortName).orElse("");
    return Stream.of(MVTEC_AD, FOLDER, STORE)
        .filter(kind -> kind.className.equals(name))
        .findFirst()
        .orElseGet(() -> refuse(name, node.get(), problems));
  }

  private static DatasetKind refuse(String name, Node node, Problems problems) {
    if (LATER.contains(name)) {
      problems.add(
          node.position(),
          "Unsupported data set: "
              + name
              + " (this version has MVTecAD and Folder; Folder reads any pictures that are sorted"
              + " into folders)");
      return UNSUPPORTED;
    }

    List<String> known = new ArrayList<>(names());
    known.addAll(LATER);
    String hint =
        Nearest.to(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("this version has MVTecAD and Folder");
    problems.add(
        node.position(), "Invalid data: " + node.shown() + " is no data set (" + hint + ")");
    return UNKNOWN;
  }
}
