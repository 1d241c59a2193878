/**
 * Video files to frames by FFmpeg's libraries, the same frames as PyAV's {@code decode(video=0)}
 * and the same pixels as its {@code to_ndarray("rgb24")}. {@link
 * io.millrace.decode.video.VideoFile} is the door; {@link io.millrace.decode.video.VideoLibrary}
 * says whether FFmpeg works here, and everything but video does without it.
 *
 * <p>May import: {@code decode}, {@code sample}, {@code storage}, {@code item}, {@code java.*}, and
 * alone but for one class of {@code sampledata} {@code org.bytedeco}. What surprised us:
 *
 * <ul>
 *   <li>A packet is not a frame: packed MPEG-4 has two pictures in one packet, and a picture that
 *       is not coded gives none. Frames are counted by decoding.
 *   <li>AVI has no timestamps for B pictures. A number is given to each packet instead, which
 *       FFmpeg carries through to the frame.
 *   <li>javacpp has ten call-backs of a kind for the whole process.
 *   <li>A Java exception in a call-back ends the process.
 *   <li>swscale resizes unlike torchvision (up to 69 levels away): here it makes RGB of YUV,
 *       unscaled.
 * </ul>
 */
package io.millrace.decode.video;
