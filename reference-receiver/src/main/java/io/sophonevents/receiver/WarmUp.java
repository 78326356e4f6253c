package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.EventCodec;
import java.time.Instant;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads made-up events beside the first real ones, so that the JVM soon compiles what each picture
 * goes through: base64 and SHA-256 have instructions of their own in the processor, which are used
 * by compiled code only. Nothing of it is stored.
 */
final class WarmUp implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  private static final int EVENTS = 6_000;
  private static final int PICTURE_BYTES = 600;

  private final EventCodec codec;

  private WarmUp(EventCodec codec) {
    this.codec = codec;
  }

  /** Begins, in a thread that ends by itself. */
  static void start(EventCodec codec) {
    Thread thread = new Thread(new WarmUp(codec), "receiver-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    String picture = Base64.getEncoder().encodeToString(new byte[PICTURE_BYTES]);
    byte[] body =
        ("{\"identity_id\":\"\",\"timestamp\":1,\"ext_data\":{\"spot_pic\":\""
                + picture
                + "\",\"recognize_face\":\""
                + picture
                + "\"}}")
            .getBytes(UTF_8);
    long bytes = 0; // so that it is for something
    for (int i = 0; i < EVENTS; i++) {
      Reception reception = Reception.of(codec, Instant.EPOCH, "/RealTimeEvent", null, body);
      bytes += PreparedEvent.of(reception.events().get(0), false).body().text().length;
    }
    log.debug("warm bytes={}", bytes);
  }
}
