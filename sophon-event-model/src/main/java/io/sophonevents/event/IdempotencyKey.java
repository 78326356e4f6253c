package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes {@link AccessEvent#idempotencyKey()}; docs/protocol.md, section 3, says of what. */
final class IdempotencyKey {
  private static final int HEX_BYTES = 16;

  private IdempotencyKey() {}

  static String of(AccessEvent event) {
    String id = event.eventId();
    if (id != null && !id.isEmpty()) {
      return "event-" + id;
    }
    PersonType type = event.personType();
    MessageDigest hash = sha256();
    add(hash, source(event));
    add(hash, Long.toString(event.time().instant().toEpochMilli()));
    add(hash, event.identityId().text());
    add(
        hash,
        type == null
            ? PersonType.EMPLOYEE.toString()
            : type.isKnown() ? type.toString() : type.code());
    return "hash-" + HexFormat.of().formatHex(hash.digest(), 0, HEX_BYTES);
  }

  /** The licence code of the box, else the endpoint, else the device. */
  private static @Nullable String source(AccessEvent event) {
    if (event instanceof HistoryEvent history) {
      CaptureDevice.V5R4 device =
          history instanceof HistoryEvent.V5R4 flat ? flat.captureDevice() : null;
      return DeviceView.bestId(
          history.licenceCode(),
          device == null ? null : device.endpointId(),
          event.captureDeviceId());
    }
    return event.captureDeviceId();
  }

  /** A part with its length before it, so that no two lists of parts are one text. */
  private static void add(MessageDigest hash, @Nullable String part) {
    byte[] bytes = (part == null ? "" : part).getBytes(UTF_8);
    hash.update((bytes.length + ":").getBytes(UTF_8));
    hash.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
