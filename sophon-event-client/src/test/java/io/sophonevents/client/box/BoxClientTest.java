package io.sophonevents.client.box;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.MediaDevice;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoxClientTest {
  private static final String V5_DEVICES = "GET /SophonDevice/api/Devices";
  private static final String V6_DEVICES = "POST /sophon/v2/face/getmediadevices";

  private ScriptedBox box;

  @BeforeEach
  void start() throws IOException {
    box = new ScriptedBox();
  }

  @AfterEach
  void stop() {
    box.close();
  }

  @Test
  void theGenerationIsFoundOutOnce() {
    box.onSample(V5_DEVICES, "devices-response-v5.json");
    try (BoxClient client = BoxClient.at(box.address())) {
      assertThat(box.asked()).isEmpty();
      assertThat(client.generation()).isEqualTo(BoxGeneration.V5);
      assertThat(box.asked()).containsExactly(V6_DEVICES + " {}", V5_DEVICES);
      assertThat(client.generation()).isEqualTo(BoxGeneration.V5);
      assertThat(box.asked()).isEmpty();
    }
  }

  @Test
  void aBoxOfV6IsAskedOnce() {
    box.onSample(V6_DEVICES, "devices-response-v6.json");
    try (BoxClient client = BoxClient.at("http://" + box.address())) {
      assertThat(client.generation()).isEqualTo(BoxGeneration.V6);
      assertThat(box.asked()).containsExactly(V6_DEVICES + " {}");
    }
  }

  @Test
  void aRefusalInTheWordsOfV6TellsTheGenerationToo() {
    box.on(
        V6_DEVICES,
        500,
        "application/json",
        "{\"error\":{\"code\":\"INTERNAL_ERROR\"}}".getBytes(UTF_8));
    try (BoxClient client = BoxClient.at(box.address())) {
      assertThat(client.generation()).isEqualTo(BoxGeneration.V6);
    }
  }

  @Test
  void neitherGenerationIsAnError() {
    try (BoxClient client = BoxClient.at(box.address())) {
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(client::generation)
          .withMessage(
              "box 127.0.0.1: expected the devices of V5 or V6 but neither was answered; state the"
                  + " generation");
    }
  }

  @Test
  void devicesOfV5() {
    box.onSample(V5_DEVICES, "devices-response-v5.json");
    try (BoxClient client = box.client(BoxGeneration.V5)) {
      List<MediaDevice> devices = client.devices().all();
      assertThat(devices).isNotEmpty().allSatisfy(d -> assertThat(d.deviceId()).isNotEmpty());
      String id = String.valueOf(devices.get(0).deviceId());
      assertThat(client.devices().find(id)).contains(devices.get(0));
      assertThat(box.asked()).containsExactly(V5_DEVICES, V5_DEVICES + "?device_id=" + id);
    }
  }
}
