package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sophonevents.event.AccessEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What an event has in common with its duplicates and with no other: its kind and its event id, or
 * where it has none a digest of its body, behind its time and the beginning of its identity id. By
 * these new keys lie next to each other in the index, whatever its size: a digest alone would lie
 * anywhere, and each event would cost a page of its own.
 */
final class EventKey {
  private static final byte BY_ID = 1;
  private static final byte BY_BODY = 2;
  private static final int MAX_ID_BYTES = 128;
  private static final int IDENTITY_BYTES = 16;
  private static final int DIGEST_BYTES = 16;

  private EventKey() {}

  static byte[] of(ReceivedEvent received, StoredBody body) {
    if (received.event() instanceof AccessEvent seen) {
      String id = seen.eventId();
      if (id != null && !id.isEmpty()) {
        return byId(received.kind(), id);
      }
      return byBody(
          seen.time().instant().toEpochMilli(),
          seen.identityId().text().getBytes(UTF_8),
          body.digest(received.kind()));
    }
    return byBody(0, new byte[0], body.digest(received.kind()));
  }

  /** Whether events of this key may have different bodies. */
  static boolean isById(byte[] key) {
    return key[0] == BY_ID;
  }

  private static byte[] byId(String kind, String id) {
    byte[] named = (kind + '\0' + id).getBytes(UTF_8);
    byte[] least = named.length <= MAX_ID_BYTES ? named : StoredBody.sha256().digest(named);
    return ByteBuffer.allocate(1 + least.length).put(BY_ID).put(least).array();
  }

  private static byte[] byBody(long millis, byte[] identity, byte[] digest) {
    return ByteBuffer.allocate(1 + Long.BYTES + IDENTITY_BYTES + DIGEST_BYTES)
        .put(BY_BODY)
        .putLong(millis)
        .put(Arrays.copyOf(identity, IDENTITY_BYTES))
        .put(Arrays.copyOf(digest, DIGEST_BYTES))
        .array();
  }
}
