package io.sophonevents.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
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

/** An event without pictures, 364 bytes, read and written; what starts with "peer" is Jackson's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(3)
public class SmallEventBenchmark {
  private final EventCodec codec = new EventCodec();
  private final ObjectReader beanReader = new ObjectMapper().readerFor(EventBean.class);
  private final ObjectWriter beanWriter = new ObjectMapper().writerFor(EventBean.class);

  private byte[] body;
  private SophonEvent event;
  private EventBean bean;

  @Setup
  public void prepare() throws IOException {
    body = BenchmarkBody.small();
    event = codec.decode(body);
    bean = beanReader.readValue(body);
    BenchmarkBody.requireSameTree(body, codec.encode(event));
    BenchmarkBody.requireSameTree(body, beanWriter.writeValueAsBytes(bean));
  }

  @Benchmark
  public SophonEvent read() {
    return codec.decode(body);
  }

  @Benchmark
  public EventBean peerRead() throws IOException {
    return beanReader.readValue(body);
  }

  @Benchmark
  public byte[] write() {
    return codec.encode(event);
  }

  @Benchmark
  public byte[] peerWrite() throws IOException {
    return beanWriter.writeValueAsBytes(bean);
  }
}
