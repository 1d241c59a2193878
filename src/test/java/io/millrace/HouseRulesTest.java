package io.millrace;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rooms of the house: who may see whom, and what nothing may be called. */
class HouseRulesTest {
  private static final String ROOT = "io.millrace.";

  /** Every room, from the bottom up, and the rooms that it may see. */
  enum Room {
    SAMPLE(),
    RANDOM(),
    STORAGE(),
    KERNEL(),
    DATASETS(SAMPLE),
    SPLIT(SAMPLE, RANDOM),
    PLAN(RANDOM),
    ITEM(SAMPLE),
    REPORT(ITEM, SAMPLE),
    DECODE(SAMPLE, STORAGE, ITEM, KERNEL),
    // it draws videos, by the FFmpeg that decode loads
    SAMPLEDATA(ITEM, RANDOM, DECODE),
    TRANSFORM(SAMPLE, ITEM, RANDOM, KERNEL),
    STORE(SAMPLE, RANDOM, STORAGE, SPLIT, PLAN, ITEM, DECODE, TRANSFORM),
    BATCH(SAMPLE, RANDOM, STORAGE, DATASETS, SPLIT, PLAN, ITEM, DECODE, TRANSFORM, STORE, KERNEL),
    FEED(SAMPLE, RANDOM, STORAGE, DATASETS, SPLIT, PLAN, ITEM, DECODE, TRANSFORM, STORE),
    TRAIN(SAMPLE, RANDOM, STORAGE, PLAN, ITEM, BATCH, FEED),
    CONFIG(SAMPLE, RANDOM, STORAGE, DATASETS, SPLIT, PLAN, ITEM, DECODE, TRANSFORM, STORE, BATCH),
    SPARK(
        SAMPLE, RANDOM, STORAGE, DATASETS, SPLIT, PLAN, ITEM, DECODE, TRANSFORM, STORE, BATCH, FEED,
        TRAIN, CONFIG, KERNEL, REPORT),
    CLI(
        SAMPLE,
        RANDOM,
        STORAGE,
        DATASETS,
        SPLIT,
        PLAN,
        ITEM,
        SAMPLEDATA,
        REPORT,
        DECODE,
        TRANSFORM,
        STORE,
        BATCH,
        FEED,
        TRAIN,
        CONFIG,
        SPARK,
        KERNEL);

    private final List<Room> sees;

    Room(Room... sees) {
      this.sees = List.of(sees);
    }

    String folder() {
      return ROOT + name().toLowerCase(java.util.Locale.ROOT);
    }

    String packages() {
      return folder() + "..";
    }
  }

  @ParameterizedTest
  @EnumSource
  void roomsSeeOnlyTheRoomsOfTheirRow(Room room) {
    List<String> seen = new ArrayList<>(room.sees.stream().map(Room::packages).toList());
    seen.add(room.packages());

    classes()
        .that()
        .resideInAPackage(room.packages())
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + ".").or(resideInAnyPackage(seen.toArray(String[]::new))))
        .check(House.CLASSES);
  }

  @Test
  void everyClassLivesInARoom() {
    classes()
        .should()
        .resideInAnyPackage(Stream.of(Room.values()).map(Room::packages).toArray(String[]::new))
        .check(House.CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(House.CLASSES);
  }

  @Test
  void onlySparkAndTheCommandLineKnowTheCluster() {
    noClasses()
        .that()
        .resideOutsideOfPackages(Room.SPARK.packages(), Room.CLI.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(House.CLASSES);
  }

  @Test
  void onlyBatchesAndTheirTrainersKnowTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(Room.BATCH.packages(), Room.TRAIN.packages())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(House.CLASSES);
  }

  @Test
  void onlyTheVideoDecoderAndTheVideoWriterKnowFfmpeg() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "decode.video", ROOT + "decode.jpeg")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "sampledata.VideoWriter")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(House.CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "decode.jpeg")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.ffmpeg..")
        .check(House.CLASSES);
  }

  @Test
  void onlyTheJpegDecoderKnowsOpenCv() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "decode.jpeg")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco.opencv..", "org.bytedeco.openblas..")
        .check(House.CLASSES);
  }

  @Test
  void onlyTheirPackagesKnowTheAccelerators() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "kernel.vector")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(House.CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "kernel.igzip")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.intel.gkl..")
        .check(House.CLASSES);
  }

  @Test
  void onlyTheCommandLineKnowsPicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Room.CLI.packages())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(House.CLASSES);
  }

  @Test
  void roomsBelowTheConfigurationAreJavaAndTheEngineOnly() {
    String[] below =
        Stream.of(Room.values())
            .filter(room -> room.compareTo(Room.CONFIG) < 0)
            .map(Room::packages)
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAnyPackage(below)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.imageio..", ROOT + ".", "ai.djl..")
                // the header of a safetensors file is JSON
                .or(resideInAPackage("com.fasterxml.jackson.."))
                .or(resideInAPackage("org.bytedeco.."))
                .or(resideInAPackage("com.intel.gkl.."))
                .or(resideInAPackage("jdk.incubator.vector.."))
                // ranks and matrices of the example trainers
                .or(resideInAPackage("org.apache.commons.math3.."))
                .or(describe("arrays of primitives", JavaClass::isPrimitive))
                .or(describe("arrays", JavaClass::isArray)))
        .check(House.CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(House.CLASSES);
  }

  @Test
  void publicMethodsTakeNoBooleans() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(Room.CLI.packages())
        .should(not(have(describe("a boolean parameter", HouseRulesTest::takesBoolean))))
        .check(House.CLASSES);
  }

  private static boolean takesBoolean(JavaMethod method) {
    return method.getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(boolean.class));
  }

  @Test
  void everyRoomSaysWhatItIs() {
    Set<String> packages =
        House.CLASSES.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages)
        .isNotEmpty()
        .allMatch(
            name ->
                Files.exists(
                    Path.of("src/main/java", name.replace('.', '/'), "package-info.java")));
  }
}
