package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.EventCodec;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads made-up events before the first real ones come, while the rest of the receiver loads, so
 * that the JVM has compiled what each picture goes through: else the first second is four times as
 * slow as the tenth. Nothing of it is stored.
 */
final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  private static final int EVENTS = 600;
  private static final int PICTURE_BYTES = 60_000;

  /** Done once in a process, and then for all receivers in it. */
  private static final CompletableFuture<Void> DONE =
      CompletableFuture.runAsync(WarmUp::run, task -> new Thread(task, "receiver-warm-up").start());

  private WarmUp() {}

  /** Ends when it has run. */
  static CompletableFuture<Void> done() {
    return DONE;
  }

  private static void run() {
    EventCodec codec = new EventCodec();
    String picture = Base64.getEncoder().encodeToString(new byte[PICTURE_BYTES]);
    byte[] body =
        """
        {"identity_id": "1", "identity_name": "小明", "group_name": "", "reg_pic": "", \
        "timestamp": 1566016554020, "score": 0.5, "ext_data": {"device_ip": "127.0.0.1", \
        "ep_id": "BOX", "spot_pic": "%s", "recognize_face": "%s", "person_type": 1, \
        "device_type": "0", "grab_fiqa_info": {}, "box_fiqa_info": {}}}
        """
            .formatted(picture, picture)
            .getBytes(UTF_8);
    long bytes = 0; // so that it is for something
    for (int i = 0; i < EVENTS; i++) {
      Reception reception = Reception.of(codec, Instant.EPOCH, "/RealTimeEvent", null, body);
      bytes += PreparedEvent.of(reception.events().get(0), false).body().text().length;
    }
    log.debug("warm bytes={}", bytes);
  }
}
