package io.sophonevents.recognition;

import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.SophonException;
import io.sophonevents.recognition.djl.ModelPack;
import io.sophonevents.recognition.djl.Passes;
import io.sophonevents.recognition.gallery.InMemoryGallery;
import io.sophonevents.recognition.gallery.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many callers of one recogniser, who check every answer against what a lone caller got: large and
 * small pictures, single stages, and pictures that are refused. Also tells what resident memory
 * does meanwhile. The last line is {@code calls <n> inferences <n> callers <n> wrong <n> seconds
 * <n> memory <MB per 100,000 calls> <MB per 100,000 inferences>}, an inference being one forward
 * pass of one network; it ends with 1 if an answer was wrong or memory grows by 5 MB or more in
 * 100,000 calls, which is not judged on fewer than 50,000.
 *
 * <p>{@code java -Xms256m -Xmx256m -XX:+AlwaysPreTouch -cp
 * examples/target/sophon.jar:sophon-recognition/target/test-classes
 * io.sophonevents.recognition.MixedCalls CALLS CALLERS PHOTOS}, as {@code .ci/run} does.
 */
final class MixedCalls {
  private static final int PROGRESS_LINES = 50;
  private static final int FEWEST_TO_JUDGE_MEMORY_BY = 50_000;
  private static final double MOST_MEGABYTES = 5;

  private final List<Call> calls = new ArrayList<>();
  private final List<Object> expected;

  /** By the number of calls made, resident memory in MB. */
  private final Map<Integer, Double> memory = new LinkedHashMap<>();

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();

  /** One of the kinds of calls. */
  private interface Call {
    Object answer();
  }

  /**
   * @param recognizer who knows nobody yet
   * @param photos the folder of the bundled photos
   */
  MixedCalls(FaceRecognizer recognizer, Path photos) throws IOException {
    Frame alex = Frame.read(photos.resolve("people/alex-winter/portrait.jpg"));
    Frame robin = Frame.read(photos.resolve("people/robin-hale/portrait.jpg"));
    Frame scene = Frame.read(photos.resolve("scenes/women-on-stools.jpg"));
    byte[] jpeg = Files.readAllBytes(photos.resolve("people/sam-keller/portrait.jpg"));
    byte[] broken = Arrays.copyOf(jpeg, jpeg.length / 2);
    FaceDetection face = recognizer.detect(alex).get(0);
    recognizer.enrol(Person.of(IdentityId.of("1"), PersonName.of("alex")), alex);

    calls.add(() -> recognizer.recognize(scene));
    calls.add(() -> recognizer.verify(alex.shrinkTo(160), robin));
    calls.add(() -> recognizer.recognize(Frame.decode("sam", jpeg).shrinkTo(160)));
    calls.add(() -> messageOf(() -> recognizer.recognize(Frame.decode("broken", broken))));
    calls.add(() -> messageOf(() -> recognizer.verify(alex, scene)));
    for (int side : new int[] {80, 100, 120}) {
      calls.add(() -> recognizer.detect(robin.shrinkTo(side)));
    }
    for (int i = 0; i < 8; i++) {
      calls.add(() -> recognizer.embed(alex, face));
    }
    expected = calls.stream().map(Call::answer).toList();
  }

  private static Object messageOf(Call call) {
    try {
      return call.answer();
    } catch (SophonException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    int callers = Integer.parseInt(arguments[1]);
    ModelPack pack = ModelPack.open();
    RecognitionSettings settings = pack.settings().withAttributes(true);
    try (FaceRecognizer recognizer = FaceRecognizer.open(pack, new InMemoryGallery(), settings)) {
      MixedCalls mixed = new MixedCalls(recognizer, Path.of(arguments[2]));
      long start = System.nanoTime();
      long before = Passes.soFar();
      mixed.run(count, callers);
      double slope = mixed.megabytesPer100000();
      long inferences = Passes.soFar() - before;
      System.out.printf(
          Locale.ROOT,
          "calls %d inferences %d callers %d wrong %d seconds %d memory %.1f %.2f%n",
          count,
          inferences,
          callers,
          mixed.wrong(),
          (System.nanoTime() - start) / 1_000_000_000,
          slope,
          slope * count / inferences);
      boolean grows = count >= FEWEST_TO_JUDGE_MEMORY_BY && slope >= MOST_MEGABYTES;
      System.exit(mixed.wrong() > 0 || grows ? 1 : 0);
    }
  }

  /** Makes so many calls, each caller the next one in turn. */
  void run(int count, int callers) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      all.add(threads.submit(() -> callUntil(count)));
    }
    threads.shutdown();
    for (Future<?> caller : all) {
      caller.get();
    }
  }

  private void callUntil(int count) {
    for (int number = made.getAndIncrement(); number < count; number = made.getAndIncrement()) {
      int kind = number % calls.size();
      if (!calls.get(kind).answer().equals(expected.get(kind))) {
        wrong.incrementAndGet();
      }
      if ((number + 1) % Math.max(1, count / PROGRESS_LINES) == 0) {
        report(number + 1, count);
      }
    }
  }

  private synchronized void report(int number, int count) {
    double megabytes = residentMegabytes();
    memory.put(number, megabytes);
    System.out.printf(
        Locale.ROOT, "%d of %d, wrong %d, resident %.1f MB%n", number, count, wrong(), megabytes);
  }

  int wrong() {
    return wrong.get();
  }

  /** Of calls: the slope of the straight line nearest to what was seen after the first fifth. */
  double megabytesPer100000() {
    int last = memory.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    List<Integer> numbers = memory.keySet().stream().filter(n -> n > last / 5).toList();
    double middle = numbers.stream().mapToInt(Integer::intValue).average().orElse(0);
    double above = 0;
    double below = 0;
    for (int number : numbers) {
      above += (number - middle) * memory.getOrDefault(number, 0.0);
      below += (number - middle) * (number - middle);
    }
    return below == 0 ? 0 : above / below * 100_000;
  }

  /** 0 where there is no {@code /proc}. */
  private static double residentMegabytes() {
    Path status = Path.of("/proc/self/status");
    try {
      return !Files.exists(status)
          ? 0
          : Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
              .findFirst()
              .orElse(0);
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
