package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the configuration names as its data set. */
enum DatasetKind {
  MVTEC_AD("MVTecAD"),
  FOLDER("Folder"),
  MVTEC_3D("MVTec3D"),
  ADAM_3D("ADAM3D"),
  FOLDER_3D("Folder3D"),
  AVENUE("Avenue"),
  SHANGHAI_TECH("ShanghaiTech"),
  UCSD_PED("UCSDped"),
  /** Not one of the reference's. */
  FOLDER_VIDEO("FolderVideo"),
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
          "PredictDataset");

  /** Those that are read from the files of somebody else. */
  static final List<DatasetKind> FILES =
      Stream.of(values()).filter(kind -> kind != STORE && !kind.className.isEmpty()).toList();

  private final String className;

  DatasetKind(String className) {
    this.className = className;
  }

  String className() {
    return className;
  }

  /** Names of the data sets that can be read. */
  static List<String> names() {
    return readable().map(DatasetKind::className).toList();
  }

  private static Stream<DatasetKind> readable() {
    return Stream.concat(FILES.stream(), Stream.of(STORE));
  }

  /** {@code this version has ...}. */
  private static String available() {
    return "this version has "
        + Types.words(FILES.stream().map(DatasetKind::className).toList(), "and");
  }

  /** The kind of a class path or short name; what cannot be read is a problem. */
  static DatasetKind of(Optional<Node> node, Problems problems) {
    if (node.isEmpty()) {
      problems.add(
          Problems.LAST,
          "Missing data: no data set is named (give class_path: anomalib.data.MVTecAD in the file,"
              + " or --data MVTecAD; "
              + available()
              + ")");
      return UNKNOWN;
    }

    String name = ClassNode.path(node.get()).map(ClassNode::shortName).orElse("");
    return readable()
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
              + " ("
              + available()
              + "; Folder reads any pictures that are sorted into folders)");
      return UNSUPPORTED;
    }

    List<String> known = new ArrayList<>(names());
    known.addAll(LATER);
    String hint =
        Nearest.to(name, known).map(near -> "did you mean " + near + "?").orElse(available());
    problems.add(
        node.position(), "Invalid data: " + node.shown() + " is no data set (" + hint + ")");
    return UNKNOWN;
  }
}
