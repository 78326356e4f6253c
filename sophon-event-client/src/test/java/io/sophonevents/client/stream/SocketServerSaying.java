package io.sophonevents.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sophonevents.client.internal.SocketServer;
import io.sophonevents.client.internal.SocketServer.Message;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A box that answers the first subscription with whatever it is told to say. */
final class SocketServerSaying implements AutoCloseable {
  private final BlockingQueue<SocketServer.Peer> subscriber = new LinkedBlockingQueue<>();
  private final SocketServer server;

  SocketServerSaying(String answer) {
    server =
        SocketServer.open(
            "127.0.0.1",
            0,
            new SocketServer.Handler() {
              @Override
              public void onMessage(SocketServer.Peer peer, byte[] message) {
                subscriber.add(peer);
                peer.send(Message.of(answer.getBytes(UTF_8)));
              }

              @Override
              public void onClose(SocketServer.Peer peer) {}
            });
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + server.port());
  }

  void say(String text) throws InterruptedException {
    requireNonNull(subscriber.poll(10, TimeUnit.SECONDS)).send(Message.of(text.getBytes(UTF_8)));
  }

  @Override
  public void close() {
    server.close();
  }
}
