package io.millrace.datasets;

import io.millrace.sample.Clips;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import java.util.List;
import java.util.Objects;

/**
 * One scene of ShanghaiTech Campus (Liu, Luo, Lian, Gao, "Future Frame Prediction for Anomaly
 * Detection", CVPR 2018): training videos are files, test videos are folders of frames. A test
 * video has no label of its own: a clip's label comes from the masks of its target frames.
 *
 * @param root folder of {@code training} and {@code testing}
 * @param scene 1 to 13
 * @param training which training videos are read
 * @param clips how videos are cut
 */
public record ShanghaiTech(String root, int scene, Training training, Clips clips)
    implements DatasetLayout {
  /** How many scenes there are. */
  public static final int SCENES = 13;

  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "ShanghaiTech",
          "Videos of 13 scenes of a campus, with masks of what does not belong there.",
          List.of(
              "ROOT/training/videos/01_001.avi, or",
              "ROOT/training/converted_videos/01_001.avi, as the reference makes them",
              "ROOT/testing/frames/01_0014/000.jpg",
              "ROOT/testing/test_pixel_mask/01_0014.npy",
              "A video that is in both folders of training is reported, unless training_videos"
                  + " names the folder to read."),
          List.of(),
          "https://svip-lab.github.io/dataset/campus_dataset.html (BSD-2-Clause)");

  private static final String RAW = "videos";
  private static final String CONVERTED = "converted_videos";

  /** Which folder of training videos is read; the files of the other are passed over. */
  public enum Training {
    /** Whichever there is: a video in both is reported. */
    EITHER,
    /** {@code training/videos}, as published. */
    RAW,
    /** {@code training/converted_videos}, which the reference makes of them and reads. */
    CONVERTED
  }

  public ShanghaiTech {
    root = Place.trimmed(root);
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(clips, "clips");
    if (scene < 1 || scene > SCENES) {
      throw new IllegalArgumentException("Invalid scene: " + scene + " (must be 1 to 13)");
    }
  }

  /** Scene 1 below that folder, with clips as in the reference. */
  public static ShanghaiTech at(String root) {
    return new ShanghaiTech(root, 1, Training.EITHER, new Clips(2, 1, TargetFrame.LAST));
  }

  /** Another scene. */
  public ShanghaiTech scene(int number) {
    return new ShanghaiTech(root, number, training, clips);
  }

  /** The same with training videos of that folder. */
  public ShanghaiTech trainingVideos(Training folder) {
    return new ShanghaiTech(root, scene, folder, clips);
  }

  /** The same with clips of that many frames. */
  public ShanghaiTech clipLengthInFrames(int frames) {
    return with(new Clips(frames, clips.step(), clips.target()));
  }

  /** The same with a clip every so many frames. */
  public ShanghaiTech framesBetweenClips(int frames) {
    return with(new Clips(clips.length(), frames, clips.target()));
  }

  /** The same with labels and masks of those frames. */
  public ShanghaiTech targetFrame(TargetFrame target) {
    return with(new Clips(clips.length(), clips.step(), target));
  }

  private ShanghaiTech with(Clips other) {
    return new ShanghaiTech(root, scene, training, other);
  }

  @Override
  public boolean hasCategories() {
    return false;
  }

  @Override
  public List<String> categories() {
    return List.of();
  }

  @Override
  public List<Place> places(List<String> none) {
    return List.of(place("training"), place("testing"));
  }

  private Place place(String folder) {
    return new Place(Place.join(root, folder), folder, "", folder, "");
  }

  @Override
  public Entry read(Place place, String relative) {
    String[] parts = relative.split("/", -1);
    String name = parts.length > 1 ? parts[1] : "";
    // frame masks say the same as pixel masks; the other scenes are data sets of their own
    if (parts[0].equals("test_frame_mask") || isOfAnotherScene(name)) {
      return Entry.IGNORED;
    }

    if (!name.startsWith(scenePrefix())) {
      return Entry.UNUSED;
    }

    return place.role().equals("training") ? training(parts) : testing(parts);
  }

  private Entry training(String[] parts) {
    boolean converted = parts[0].equals(CONVERTED);
    boolean video = converted || parts[0].equals(RAW);
    if (!video || parts.length != 2 || !FileNames.endsWith(parts[1], List.of(".avi"))) {
      return Entry.UNUSED;
    }

    Training other = converted ? Training.RAW : Training.CONVERTED;
    return training == other
        ? Entry.IGNORED
        : Entry.image("train/" + FileNames.stem(parts[1]), VideoClasses.TRAIN);
  }

  private static Entry testing(String[] parts) {
    if (parts[0].equals("frames") && parts.length == 3) {
      return FileNames.endsWith(parts[2], List.of(".jpg"))
          ? Entry.frame("test/" + parts[1], VideoClasses.TEST)
          : Entry.UNUSED;
    }

    boolean mask = parts[0].equals("test_pixel_mask") && parts.length == 2;
    return mask && FileNames.endsWith(parts[1], List.of(".npy"))
        ? Entry.mask(Entry.Role.MASK, List.of("test/" + FileNames.stem(parts[1])))
        : Entry.UNUSED;
  }

  private String scenePrefix() {
    return "%02d_".formatted(scene);
  }

  private boolean isOfAnotherScene(String name) {
    return name.matches("[0-9]{2}_.*") && !name.startsWith(scenePrefix());
  }

  /** Always {@link Task#SEGMENTATION}, as in the reference. */
  @Override
  public Task task() {
    return Task.SEGMENTATION;
  }

  @Override
  public Division division() {
    return Division.PUBLISHED_VIDEOS;
  }

  @Override
  public DatasetFacts facts() {
    return FACTS;
  }
}
