package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sophonevents.event.EventCodec;
import io.sophonevents.event.Hint;
import io.sophonevents.event.SophonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EventStore} must hold: extend it for your own, and run it as a test of yours.
 */
public abstract class EventStoreContract {
  private static final EventCodec CODEC = new EventCodec();

  /** The same place each time it is called in one test, another one in the next. */
  protected abstract EventStore open();

  @Test
  public void whatWasStoredIsThereAfterReopening() {
    try (EventStore store = open()) {
      assertThat(store.newestId()).isZero();
      add(store, event(1), event(2));
    }
    try (EventStore store = open()) {
      add(store, event(3));

      assertThat(store.count()).isEqualTo(3);
      List<StoredEvent> all = new ArrayList<>();
      store.visit(0, 100, all::add);
      assertThat(all)
          .extracting(event -> new String(event.body(), UTF_8))
          .containsExactly(body(1), body(2), body(3));
      assertThat(all).extracting(StoredEvent::id).isSorted();
      assertThat(store.newestId()).isEqualTo(all.get(2).id());
      StoredEvent second = store.find(all.get(1).id()).orElseThrow();
      assertThat(second.body()).isEqualTo(all.get(1).body());
      assertThat(second.kind()).isEqualTo("real-time");
      assertThat(second.layout()).isEqualTo("FogV2R1");
      assertThat(second.path()).isEqualTo("/RealTimeEvent");
      assertThat(second.receivedAt()).isEqualTo(Instant.ofEpochMilli(1_600_000_000_002L));
      assertThat(second.again().times()).isZero();
      assertThat(store.find(all.get(2).id() + 1)).isEmpty();
    }
  }

  @Test
  public void theNewestAreVisitedFirstAndNoMoreThanAskedFor() {
    try (EventStore store = open()) {
      List<Long> ids =
          add(store, event(1), event(2), event(3), event(4)).events().stream()
              .map(Receipt.Stored::id)
              .toList();
      List<Long> seen = new ArrayList<>();

      store.visitNewest(ids.get(0), 2, event -> seen.add(event.id()));
      store.visitNewest(ids.get(2), 2, event -> seen.add(event.id()));
      store.visit(ids.get(1), 1, event -> seen.add(event.id()));

      assertThat(seen).containsExactly(ids.get(3), ids.get(2), ids.get(3), ids.get(2));
    }
  }

  @Test
  public void aVisitEndsAlthoughEventsKeepComing() {
    try (EventStore store = open()) {
      add(store, event(1), event(2));
      List<Long> seen = new ArrayList<>();

      store.visit(
          0,
          100,
          event -> {
            seen.add(event.id());
            add(store, event(10 + event.id()));
          });

      assertThat(seen).hasSize(2);
      assertThat(store.count()).isEqualTo(4);
    }
  }

  @Test
  public void aDuplicateIsStoredOnce() {
    try (EventStore store = open()) {
      Receipt first = add(store, event(1), event(1), event(2));
      Receipt again = add(store, event(2));

      assertThat(first.events())
          .extracting(Receipt.Stored::isDuplicate)
          .containsExactly(false, true, false);
      assertThat(first.events().get(1).id()).isEqualTo(first.events().get(0).id());
      assertThat(again.events())
          .containsExactly(new Receipt.Stored(first.events().get(2).id(), true));
      assertThat(store.count()).isEqualTo(2);
      assertThat(store.find(again.events().get(0).id()).orElseThrow().again())
          .isEqualTo(new StoredEvent.Again(1, Instant.ofEpochMilli(1_600_000_000_002L)));
    }
    try (EventStore store = open()) {
      assertThat(add(store, event(1)).events().get(0).isDuplicate()).isTrue();
    }
  }

  @Test
  public void oneEventIdIsOneEventOfItsKindAndADifferentBodyIsKept() {
    String event =
        "{\"event_id\":\"%s\",\"identity_id\":\"1\",\"media_device_id\":\"d\",\"user_type\":\"visitor\","
            + "\"timestamp\":1602612036150,\"score\":%d}";
    try (EventStore store = open()) {
      Receipt first = add(store, received(event.formatted("e1", 91)));
      Receipt same = add(store, received(event.formatted("e1", 91)));
      Receipt other = add(store, received(event.formatted("e1", 92)));
      Receipt next = add(store, received(event.formatted("e2", 91)));

      long id = first.events().get(0).id();
      assertThat(same.events()).containsExactly(new Receipt.Stored(id, true));
      assertThat(same.quarantined()).isZero();
      assertThat(other.events()).containsExactly(new Receipt.Stored(id, true));
      assertThat(other.quarantined()).isEqualTo(1);
      assertThat(next.events().get(0).isDuplicate()).isFalse();
      assertThat(store.count()).isEqualTo(2);
      assertThat(quarantine(store))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(new String(one.message().bytes(), UTF_8))
                    .isEqualTo(event.formatted("e1", 92));
                assertThat(one.message().reason())
                    .isEqualTo(
                        "event: expected the body of event "
                            + id
                            + ", which has its kind and event id, but was another");
              });
    }
  }

  @Test
  public void bodiesComeBackByteForByteWhateverTheirPictures() {
    Random random = new Random(1);
    byte[] picture = new byte[5000];
    random.nextBytes(picture);
    String base64 = Base64.getEncoder().encodeToString(picture);
    String pair = base64.substring(0, base64.length() - 4);
    List<String> pictures =
        List.of(
            base64,
            base64,
            pair + "QQ==",
            pair + "QR==", // bits that say nothing
            pair + "QUE=",
            pair + "QQ",
            "data:image/jpeg;base64," + base64,
            Base64.getMimeEncoder().encodeToString(picture).replace("\r\n", "\\r\\n"),
            Base64.getUrlEncoder().encodeToString(picture),
            base64.replace("/", "\\/"),
            base64 + "?",
            "no base64 ".repeat(200),
            "");
    String event =
        "{ \"identity_id\":\"%d\",\"timestamp\":1, \"ext_data\":{\"spot_pic\" :"
            + " \"%s\",\"x\":[{\"reg_pic\":\"%s\"}]}}";
    List<String> sent = new ArrayList<>();
    try (EventStore store = open()) {
      for (int i = 0; i < pictures.size(); i++) {
        sent.add(event.formatted(i, pictures.get(i), pictures.get((i + 1) % pictures.size())));
        add(store, received(sent.get(i)));
      }
    }
    try (EventStore store = open()) {
      List<String> stored = new ArrayList<>();
      store.visit(0, 100, each -> stored.add(new String(each.body(), UTF_8)));
      assertThat(stored).isEqualTo(sent);
    }
  }

  @Test
  public void whatIsUnreadableIsInQuarantineUntilItIsReleased() {
    try (EventStore store = open()) {
      Receipt receipt =
          store
              .add(List.of(event(1)), List.of(unreadable("a"), unreadable("b"), unreadable("a")))
              .toCompletableFuture()
              .join();

      assertThat(receipt.events()).hasSize(1);
      assertThat(receipt.quarantined()).isEqualTo(3);
      assertThat(receipt.quarantineFull()).isFalse();
    }
    try (EventStore store = open()) {
      List<QuarantinedMessage> there = quarantine(store);
      assertThat(there).extracting(QuarantinedMessage::times).containsExactly(2L, 1L);
      UnreadableMessage first = there.get(0).message();
      assertThat(new String(first.bytes(), UTF_8)).isEqualTo("a");
      assertThat(first.reason()).isEqualTo("event: expected JSON");
      assertThat(first.path()).isEqualTo("/x");
      assertThat(first.contentType()).isNull();
      assertThat(first.receivedAt()).isEqualTo(Instant.ofEpochMilli(5));

      assertThat(store.release(there.get(0).id())).isTrue();
      assertThat(store.release(there.get(0).id())).isFalse();
      assertThat(quarantine(store))
          .extracting(QuarantinedMessage::id)
          .containsExactly(there.get(1).id());
    }
  }

  @Test
  public void whatIsAddedAtOnceIsStoredInOrder() {
    try (EventStore store = open()) {
      ReceivedEvent[] events =
          LongStream.range(0, 300)
              .mapToObj(EventStoreContract::event)
              .toArray(ReceivedEvent[]::new);

      List<Long> ids = add(store, events).events().stream().map(Receipt.Stored::id).toList();

      assertThat(ids).isSorted().doesNotHaveDuplicates();
      assertThat(store.find(ids.get(299)).orElseThrow().body())
          .isEqualTo(body(299).getBytes(UTF_8));
    }
  }

  @Test
  public void nothingIsTakenAfterTheEnd() {
    EventStore store = open();
    store.close();
    store.close();

    assertThatThrownBy(() -> add(store, event(1)))
        .isInstanceOf(SophonException.class)
        .hasMessage("the receiver is closing");
  }

  static Receipt add(EventStore store, ReceivedEvent... events) {
    try {
      return store.add(List.of(events), List.of()).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SophonException problem ? problem : e;
    }
  }

  static List<QuarantinedMessage> quarantine(EventStore store) {
    List<QuarantinedMessage> messages = new ArrayList<>();
    store.visitQuarantine(messages::add);
    return messages;
  }

  static ReceivedEvent event(long person) {
    return new ReceivedEvent(
        Instant.ofEpochMilli(1_600_000_000_000L + person),
        "/RealTimeEvent",
        CODEC.inspect(body(person).getBytes(UTF_8), Hint.POSTED));
  }

  static ReceivedEvent received(String body) {
    return new ReceivedEvent(
        Instant.ofEpochMilli(5), "/x", CODEC.inspect(body.getBytes(UTF_8), Hint.POSTED));
  }

  static UnreadableMessage unreadable(String text) {
    return new UnreadableMessage(
        Instant.ofEpochMilli(5), "/x", null, "event: expected JSON", text.getBytes(UTF_8));
  }

  private static String body(long person) {
    return "{\"identity_id\":\"" + person + "\",\"timestamp\":1,\"score\":0.5,\"ext_data\":{}}";
  }
}
