package io.sophonevents.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageExamplesTest {
  private static final int MOST_LINES = 60;

  @Test
  void anyMessageIsRead() throws Exception {
    assertThat(Printed.by(() -> ReadAnyMessage.main(new String[0])))
        .isEqualTo(
            """
            REAL_TIME V2R2
              stranger: false
              score: 0.62 of ONE
              expected string but was number at $.ext_data.device_type (row 2.3)
            HISTORY V6R1
              stranger: true
              score: 27.69 of HUNDRED
              expected a score of at most 1, as was stated but was number at $[0].score (row 2.4)
            STREAM_SUBSCRIPTION V5R2
            event: expected JSON but found the character U+FF0C at line 1, column 23; that is \
            full-width punctuation, JSON has U+002C
            """);
  }

  @Test
  void anEventIsMadeByHandAndConverted() throws Exception {
    assertThat(Printed.by(() -> BuildAnEvent.main(new String[0])))
        .isEqualTo(
            """
            {"identity_id":"1001","identity_name":"Alex Winter","timestamp":1795248000000,\
            "score":94.8,"want_action":"0","spot_pic":"/9j/","person_type":1,\
            "out_timestamp":1795248003000,"ep_info":{"ep_id":"BOX-1__192.168.1.25",\
            "ep_type":"photo","ep_ip":"192.168.1.25","ep_name":"gate","device_id":"d-1"},\
            "dev_sno":"BOX-1"}
            {"timestamp":1795248000000,"identity_id":"1001","identity_name":"Alex Winter",\
            "user_type":"employee","score":94.8,"media_device_ip":"192.168.1.25",\
            "media_device_id":"d-1","media_device_type":"photo"}
            not carried: [sceneImage, licenceCode, leftTime, captureDeviceName, endpointId]
            HistoryEvent.V5R4[identityId=IdentityId[4 chars], \
            identityName=PersonName[11 chars], time=2026-11-21T08:00:00Z, score=94.8, \
            wantedAction=0, sceneImage=EncodedImage[4 chars], personType=employee, \
            leftTime=2026-11-21T08:00:03Z, captureDevice=CaptureDevice.V5R4[\
            endpointId=19 chars, type=Code[5 chars], ip=12 chars, name=4 chars, \
            deviceId=3 chars], licenceCode=5 chars]
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReadAnyMessage", "BuildAnEvent"})
  void anExampleIsShort(String name) throws IOException {
    Path source = Path.of("src/main/java/io/sophonevents/examples/" + name + ".java");
    List<String> lines = Files.readAllLines(source);

    assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
