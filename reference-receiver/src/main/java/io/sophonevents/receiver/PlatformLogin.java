package io.sophonevents.receiver;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.PlatformLoginAnswer;
import io.sophonevents.event.SophonEvent;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * Answers a box that logs in as to a platform: where to send its events and its status, which is
 * here. It has no commands for boxes, so it names no message broker.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, section 1.17.
 */
final class PlatformLogin implements Request.Handler {
  private static final EventCodec CODEC = new EventCodec();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 16;

  /** What boxes of V2 to V5 say of themselves beside {@code dev_sno}, and those of V6. */
  private static final List<String> SAYS = List.of("hex_mac", "device_sn", "mq_license_key");

  /** Whether a box logs in by it. */
  static boolean isOne(Request request) {
    String query = request.getHttpURI().getQuery();
    if (!request.getMethod().equals("GET") || query == null || !query.contains("dev_sno=")) {
      return false;
    }
    Fields fields = Request.extractQueryParameters(request);
    return SAYS.stream().anyMatch(name -> fields.get(name) != null);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    boolean isOld = Request.extractQueryParameters(request).get("hex_mac") != null;
    SophonEvent answer =
        isOld
            ? PlatformLoginAnswer.V2R1
                .builder(token)
                .historyEventUrls(List.of("/HistoryEvent"))
                .deviceSyncUrl("/box/device/sync")
                .monitorUrls(List.of("/DeviceStatus"))
                .build()
            : PlatformLoginAnswer.V6R1
                .builder(token)
                .status(0)
                .historyEventUrls(List.of("/HistoryEvent"))
                .monitorUrls(List.of("/DeviceStatus"))
                .deviceMonitorUrls(List.of("/DeviceStatus"))
                .build();
    response.setStatus(HttpStatus.OK_200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(CODEC.encode(answer)), callback);
    return true;
  }
}
