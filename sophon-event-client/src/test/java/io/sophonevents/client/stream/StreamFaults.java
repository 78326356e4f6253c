package io.sophonevents.client.stream;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.box.server.BoxServer;
import io.sophonevents.client.box.server.InMemoryBox;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.StreamEvent;
import io.sophonevents.event.StreamSubscription;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A box and a client as processes, for .ci/stream_faults.py, which disturbs what is between them.
 *
 * <pre>
 * box STREAM_PORT REST_PORT START   sees event n at START + n * 20 ms, and remembers those before it
 * client STREAM_PORT REST_PORT      prints what its stream tells, a line each, its time in ms first
 * </pre>
 */
final class StreamFaults {
  private static final String DEVICE = "door-1";
  private static final int EVERY_MILLIS = 20;

  private StreamFaults() {}

  public static void main(String[] arguments) throws Exception {
    int streamPort = Integer.parseInt(arguments[1]);
    int restPort = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("box")) {
      box(streamPort, restPort, Long.parseLong(arguments[3]));
    } else {
      client(streamPort, restPort);
    }
  }

  private static void box(int streamPort, int restPort, long start) {
    InMemoryBox memory = new InMemoryBox();
    long next = 0;
    for (; time(start, next) < System.currentTimeMillis(); next++) {
      memory.add(event(start, next));
    }
    try (BoxServer rest =
            BoxServer.builder(memory).generation(BoxGeneration.V5).port(restPort).open();
        EventStreamServer stream = EventStreamServer.open("127.0.0.1", streamPort)) {
      say("listening " + rest.port() + " " + stream.port());
      while (true) { // until it is killed
        LockSupport.parkNanos((time(start, next) - System.currentTimeMillis()) * 1_000_000);
        for (; time(start, next) <= System.currentTimeMillis(); next++) {
          memory.add(event(start, next));
          stream.publish(event(start, next));
        }
      }
    }
  }

  private static long time(long start, long number) {
    return start + number * EVERY_MILLIS;
  }

  private static StreamEvent event(long start, long number) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(Long.toString(number)), EventTime.ofMillis(time(start, number)))
        .deviceId(DEVICE)
        .build();
  }

  private static void client(int streamPort, int restPort) throws Exception {
    try (BoxClient rest = BoxClient.at("127.0.0.1:" + restPort);
        EventStream stream =
            EventStream.builder(
                    URI.create("ws://127.0.0.1:" + streamPort),
                    StreamSubscription.V5R2.withPictures(List.of(DEVICE)),
                    new Teller())
                .history(rest.history())
                .open()) {
      while (System.in.read() >= 0) {} // until whoever started it lets go
      say("dropped " + stream.dropped());
    }
  }

  private static void say(String what) {
    System.out.println(System.currentTimeMillis() + " " + what);
    System.out.flush();
  }

  private static final class Teller implements EventStreamListener {
    @Override
    public void onEvent(ReceivedEvent event) {
      say((event.isLive() ? "live " : "caught ") + event.event().identityId().text());
    }

    @Override
    public void onConnect() {
      say("connected");
    }

    @Override
    public void onDisconnect(String reason) {
      say("disconnected " + reason);
    }

    @Override
    public void onGap(Instant from, Instant to) {
      say("gap " + from.toEpochMilli() + " " + to.toEpochMilli());
    }

    @Override
    public void onGapFilled(Instant from, Instant to) {
      say("filled");
    }
  }
}
