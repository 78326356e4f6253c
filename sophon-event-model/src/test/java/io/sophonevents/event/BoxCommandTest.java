package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the two generations of a command have in common, whatever their fields are called. */
class BoxCommandTest {
  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @CsvSource({
    "mq-delete-users, delete_users, , URL",
    "mq-fiqa, fiqa, adjfqk34j5l2h3loadshfl, ",
    "mq-delete-identities-v6, deleteidentities, example-3, ''",
    "mq-wipe-data-v6, wipedata, example-5, http://platform.example/results",
  })
  void everyCommandSaysItsMethodItsIdAndWhereItsResultGoes(
      String sample, String method, String messageId, String resultUrl) {
    BoxCommand command = (BoxCommand) decoded(sample);

    assertThat(command.method()).isEqualTo(method);
    assertThat(command.messageId()).isEqualTo(messageId);
    assertThat(command.resultUrl()).isEqualTo(resultUrl);
  }

  @ParameterizedTest
  @CsvSource({
    "mq-add-users-plus-by-id, 0",
    "mq-add-users-plus-inline, 2",
    "mq-create-identity-v6, 1",
    "mq-create-identities-v6, 2",
  })
  void aCommandForOnePersonListsThatPerson(String sample, int people) {
    PeopleCommand command = (PeopleCommand) decoded(sample);

    assertThat(command.people()).hasSize(people).noneMatch(each -> each.identityName() == null);
  }

  @ParameterizedTest
  @CsvSource({
    "mq-add-device-v5r7, false, rtsp://192.168.1.100:554/ch2",
    "mq-add-device-list-v5r7, false, 192.0.2.10",
    "mq-update-device-v6, true, rtsp://192.168.1.100:554/ch2",
  })
  void aDeviceMayComeAloneOrInAList(String sample, boolean isUpdate, String url) {
    DeviceCommand command = (DeviceCommand) decoded(sample);

    assertThat(command.isUpdate()).isEqualTo(isUpdate);
    assertThat(command.devices()).singleElement().extracting(MediaDevice::url).isEqualTo(url);
  }

  @Test
  void aResultSaysWhetherAndWhyNot() {
    CommandResult failed = (CommandResult) decoded("mq-result-failure-v6");
    CommandResult done = (CommandResult) decoded("mq-result-fiqa");

    assertThat(failed.succeeded()).isFalse();
    assertThat(failed.code()).isEqualTo(Code.of("MISSING_ARGUMENTS"));
    assertThat(done.succeeded()).isTrue();
    assertThat(done.method()).isEqualTo("fiqa");
    assertThat(done.messageId()).isEqualTo("adjfqk34j5l2h3loadshfl");
  }

  @Test
  void refusedSettingsAreReadSpeltEitherWayAndWrittenAsTheVendorDoes() {
    String sent =
        "{\"success\":true,\"messageKey\":\"control_config\","
            + "\"result\":{\"failed_field\":{\"threshold\":\"no\"}}}";

    SophonEvent result = codec.decode(sent.getBytes(UTF_8));

    assertThat(new String(codec.encode(result), UTF_8))
        .isEqualTo(sent.replace("failed_field", "faild_field"));
  }

  @Test
  void aCommandThatRunsCodeOnTheBoxIsNoKind() {
    SophonEvent event =
        codec.decode("{\"method\":\"frp_control\",\"extend_params\":{}}".getBytes(UTF_8));

    assertThat(event).isInstanceOf(UnknownEvent.class);
  }

  private SophonEvent decoded(String name) {
    return EventsPage.samples().stream()
        .filter(sample -> sample.name().equals(name))
        .map(sample -> codec.decode(sample.body(), sample.hint()))
        .findFirst()
        .orElseThrow();
  }
}
