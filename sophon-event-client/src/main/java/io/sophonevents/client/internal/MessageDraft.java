package io.sophonevents.client.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.util.Charsetfunctions;

/**
 * Puts messages together from their fragments and gives each on as bytes, text or binary. The
 * library's own way sums up all fragments again with each new one, has no limit on their number,
 * and makes a text of a text. Nor does it survive a close frame whose reason is no UTF-8: it would
 * leave the connection open and dead.
 *
 * <p>Not safe for use by many threads.
 */
final class MessageDraft extends Draft_6455 {
  /** How many fragments a message may have: empty ones would never end. */
  static final int MAX_FRAGMENTS = 65_536;

  private final int maxMessageBytes;
  private final List<ByteBuffer> fragments = new ArrayList<>();
  private boolean inMessage;
  private boolean isText;
  private int count;
  private long size;

  /** Without extensions: with compression a small message could become a huge one. */
  MessageDraft(int maxMessageBytes) {
    super(List.of(), maxMessageBytes);
    this.maxMessageBytes = maxMessageBytes;
  }

  @Override
  public Draft copyInstance() {
    return new MessageDraft(maxMessageBytes);
  }

  @Override
  public List<Framedata> translateFrame(ByteBuffer received) throws InvalidDataException {
    try {
      return super.translateFrame(received);
    } catch (RuntimeException e) {
      throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR, e);
    }
  }

  @Override
  public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
    Opcode opcode = frame.getOpcode();
    if (opcode != Opcode.TEXT && opcode != Opcode.BINARY && opcode != Opcode.CONTINUOUS) {
      super.processFrame(socket, frame);
      return;
    }
    if (inMessage != (opcode == Opcode.CONTINUOUS)) {
      throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR, "fragments out of order");
    }
    if (!inMessage) {
      inMessage = true;
      isText = opcode == Opcode.TEXT;
    }
    add(frame.getPayloadData());
    if (frame.isFin()) {
      ByteBuffer message = whole();
      boolean isFragmented = count > 1;
      forget();
      if (isText && !isUtf8(message, isFragmented)) {
        throw new InvalidDataException(CloseFrame.NO_UTF8, "text that is no UTF-8");
      }
      socket.getWebSocketListener().onWebsocketMessage(socket, message);
    }
  }

  private void add(ByteBuffer fragment) throws InvalidDataException {
    count++;
    size += fragment.remaining();
    if (size > maxMessageBytes || count > MAX_FRAGMENTS) {
      forget();
      throw new InvalidDataException(CloseFrame.TOOBIG, "message too big");
    }
    if (fragment.hasRemaining()) {
      fragments.add(fragment);
    }
  }

  private ByteBuffer whole() {
    if (fragments.size() == 1) {
      return fragments.get(0);
    }
    ByteBuffer whole = ByteBuffer.allocate((int) size);
    fragments.forEach(whole::put);
    return whole.flip();
  }

  private void forget() {
    fragments.clear();
    inMessage = false;
    count = 0;
    size = 0;
  }

  /** The library has looked through a single fragment, but for what its end lacks. */
  private static boolean isUtf8(ByteBuffer text, boolean isFragmented) {
    return !(isFragmented && !Charsetfunctions.isValidUTF8(text)) && !endsWithinCharacter(text);
  }

  private static boolean endsWithinCharacter(ByteBuffer text) {
    for (int back = 1; back <= 3 && back <= text.remaining(); back++) {
      int value = text.get(text.limit() - back) & 0xff;
      if (value >= 0xc0) { // the first of 2, 3 or 4
        return back < (value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : 2);
      }
      if (value < 0x80) {
        return false;
      }
    }
    return false;
  }
}
