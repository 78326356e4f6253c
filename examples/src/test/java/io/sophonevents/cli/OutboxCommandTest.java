package io.sophonevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.client.sink.Delivery;
import io.sophonevents.client.sink.DeliveryListener;
import io.sophonevents.client.sink.EventSink;
import io.sophonevents.client.sink.Outbox;
import io.sophonevents.client.sink.OutboxEntry;
import io.sophonevents.client.sink.OutboxStore;
import io.sophonevents.client.sink.SqliteOutboxStore;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.RealTimeEvent;
import io.sophonevents.event.SophonEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OutboxCommandTest {
  @TempDir Path folder;

  @RegisterExtension final CapturedOutput output = new CapturedOutput();

  /** Two dead letters, one of them with a picture. */
  @BeforeEach
  void fill() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    EventSink rejecting =
        new EventSink() {
          @Override
          public Delivery send(SophonEvent event, String id) {
            return new Delivery.Rejected(id.equals("m1") ? 400 : 413);
          }

          @Override
          public void close() {}
        };
    DeliveryListener counting =
        new DeliveryListener() {
          @Override
          public void died(OutboxEntry entry) {
            both.countDown();
          }
        };
    try (OutboxStore store = SqliteOutboxStore.open(folder);
        Outbox outbox = Outbox.builder(rejecting, store).listener(counting).open()) {
      RealTimeEvent.V2R1.Builder event =
          RealTimeEvent.V2R1.builder(IdentityId.of("1001"), EventTime.ofMillis(1566016554020L));
      outbox.send(event.build(), "m1");
      outbox.send(event.registeredImage(EncodedImage.of(new byte[20_000])).build(), "m2");
      assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void verifyReadsEveryBodyAndNamesTheDamagedOnes() throws Exception {
    assertThat(Sophon.run("outbox", "verify", folder.toString())).isZero();
    assertThat(output.out()).matches("0 waiting, 2 dead letters, \\d+ bytes, 0 damaged\\R");

    damageTheSecond();
    assertThat(Sophon.run("outbox", "verify", folder.toString())).isEqualTo(1);
    assertThat(output.out())
        .contains(
            "outbox entry 2: expected the body that was stored but its checksum is another, id m2")
        .contains(" 1 damaged");
  }

  @Test
  void exportWritesALineForEach() throws Exception {
    Path file = folder.resolve("export.jsonl");
    assertThat(
            Sophon.run("outbox", "export", "--dead", "--out", file.toString(), folder.toString()))
        .isZero();
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"number\":1,\"id\":\"m1\",\"key\":\"\",\"enqueuedAt\":\"")
        .endsWith(
            "\"attempts\":1,\"lastOutcome\":\"Rejected[status=400]\","
                + "\"deadBecause\":\"rejected with 400\",\"event\":"
                + "{\"identity_id\":\"1001\",\"timestamp\":1566016554020,\"ext_data\":{}}}");
  }

  @Test
  void exportGoesOnAfterADamagedBody() throws Exception {
    damageTheSecond();
    Path file = folder.resolve("export.jsonl");
    assertThat(Sophon.run("outbox", "export", "--out", file.toString(), folder.toString()))
        .isEqualTo(1);
    String damage = "outbox entry 2: expected the body that was stored but its checksum is another";
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("{\"number\":2,\"id\":\"m2\",")
        .endsWith(",\"event\":null,\"damaged\":\"" + damage + "\"}");
    assertThat(output.err()).contains(damage + ", id m2");
  }

  private void damageTheSecond() throws IOException {
    try (RandomAccessFile bodies =
        new RandomAccessFile(folder.resolve("bodies-00000001.bin").toFile(), "rw")) {
      bodies.seek(bodies.length() - 10);
      bodies.write('!');
    }
  }

  @Test
  void replayTakesThoseThatAreMeant() {
    assertThat(Sophon.run("outbox", "replay", "--reason", "400", folder.toString())).isZero();
    assertThat(output.out()).isEqualToNormalizingNewlines("1 dead letters wait again\n");
    assertThat(Sophon.run("outbox", "replay", "--from", "3", folder.toString())).isZero();
    assertThat(Sophon.run("outbox", "replay", "--id", "m2", folder.toString())).isZero();
    assertThat(output.out()).endsWith("0 dead letters wait again\n1 dead letters wait again\n");
    try (OutboxStore store = SqliteOutboxStore.open(folder)) {
      assertThat(store.size().waiting()).isEqualTo(2);
    }
  }

  @Test
  void aFolderWithoutAnOutboxIsNamed() {
    assertThat(Sophon.run("outbox", "verify", folder.resolve("no").toString())).isEqualTo(1);
    assertThat(output.err()).contains("no: expected outbox.db but there is none");
    for (String command : new String[] {"verify", "export", "replay"}) {
      assertThat(Sophon.run("outbox", command, "--help")).isZero();
    }
    assertThat(output.out()).contains("Usage: sophon.jar outbox replay");
  }
}
