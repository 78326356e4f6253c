package io.sophonevents.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** An event with two pictures, 347 kB, read and written; what starts with "peer" is Jackson's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(3)
public class BigEventBenchmark {
  private final EventCodec codec = new EventCodec();
  private final ObjectReader treeReader = new ObjectMapper().reader();
  private final ObjectWriter beanWriter = new ObjectMapper().writerFor(EventBean.class);
  private final Base64.Decoder base64 = Base64.getDecoder();

  private byte[] body;
  private SophonEvent decoded;
  private SophonEvent built;
  private EventBean bean;

  @Setup
  public void prepare() throws IOException {
    body = BenchmarkBody.big();
    RealTimeEvent.V2R2 event = (RealTimeEvent.V2R2) codec.decode(body);
    decoded = event;
    built = copyByHand(event);
    bean = new ObjectMapper().readValue(body, EventBean.class);
    BenchmarkBody.requireSameTree(body, codec.encode(decoded));
    BenchmarkBody.requireSameTree(body, beanWriter.writeValueAsBytes(bean));
  }

  private static SophonEvent copyByHand(RealTimeEvent.V2R2 event) {
    EventExtension.V2R2 extension = event.extension();
    return RealTimeEvent.V2R2
        .builder(event.identityId(), event.time())
        .identityName(event.identityName())
        .galleryName(event.galleryName())
        .registeredImage(EncodedImage.NONE)
        .score(event.score())
        .captureDeviceIp(extension.captureDeviceIp())
        .sceneImage(EncodedImage.of(extension.sceneImage().bytes().orElseThrow()))
        .faceImage(EncodedImage.of(event.faceImage().bytes().orElseThrow()))
        .personType(extension.personType())
        .captureDeviceType(extension.captureDeviceType())
        .build();
  }

  @Benchmark
  public SophonEvent read() {
    return codec.decode(body);
  }

  @Benchmark
  public SophonEvent readWithBothPictures(Blackhole pictures) {
    RealTimeEvent event = (RealTimeEvent) codec.decode(body);
    pictures.consume(event.sceneImage().bytes().orElseThrow());
    pictures.consume(event.faceImage().bytes().orElseThrow());
    return event;
  }

  @Benchmark
  public JsonNode peerReadWithBothPictures(Blackhole pictures) throws IOException {
    JsonNode event = treeReader.readTree(body);
    JsonNode extension = event.get("ext_data");
    pictures.consume(base64.decode(extension.get("spot_pic").textValue()));
    pictures.consume(base64.decode(extension.get("recognize_face").textValue()));
    return event;
  }

  @Benchmark
  public byte[] write() {
    return codec.encode(decoded);
  }

  @Benchmark
  public byte[] writeBuiltByHand() {
    return codec.encode(built);
  }

  @Benchmark
  public byte[] peerWrite() throws IOException {
    return beanWriter.writeValueAsBytes(bean);
  }
}
