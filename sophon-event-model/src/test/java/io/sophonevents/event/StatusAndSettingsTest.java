package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the layouts of status, devices, configuration and login say beyond their fields. */
@SuppressWarnings("NullAway")
class StatusAndSettingsTest {
  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @CsvSource({
    "'192.0.2.1 198.51.100.1', 192.0.2.1;198.51.100.1",
    "'192.0.2.1 ', 192.0.2.1",
    "'', ''",
  })
  void addressesOfABoxStandBetweenSpaces(String sent, String addresses) {
    BoxStatus status =
        decode("{'gateway_ip':'" + sent + "','sub_devices':[]}", BoxStatus.V2R2.class);

    assertThat(String.join(";", status.ipAddresses())).isEqualTo(addresses);
    assertThat(status.ip()).isEqualTo(sent);
  }

  @Test
  void addressesInTheAnswerToALoginStandBetweenCommas() {
    PlatformLoginAnswer answer =
        decode(
            "{'token':'t','rabbitmq':{},'recordAddr':'/a , https://b.example/c'}",
            PlatformLoginAnswer.V2R1.class);

    assertThat(answer.historyEventUrls()).containsExactly("/a", "https://b.example/c");
    assertThat(answer.monitorUrls()).isEmpty();
  }

  @Test
  void theAddressesOfAConfigurationHaveNoEmptyOneBehindTheLastComma() {
    Configs configs =
        decode("{'data':{'HISTORY_UPLOAD_EVENT_URL':'http://a.example/x,'}}", Configs.V5R7.class);

    assertThat(configs.historyEventUrls()).containsExactly("http://a.example/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'0.0,82.0,100.0'", "[0.0,82.0,100.0]", "['0.0','82.0','100.0']"})
  void aThresholdRangeIsATextOrAList(String sent) {
    Configs.V5R7 configs = decode("{'data':{'THRESHOLD_RANGE':" + sent + "}}", Configs.V5R7.class);

    ThresholdRange range = configs.items().thresholdRange();

    assertThat(range)
        .isEqualTo(
            new ThresholdRange(
                new BigDecimal("0.0"), new BigDecimal("82.0"), new BigDecimal("100.0")));
    assertThat(range).isNotNull().extracting(ThresholdRange::text).isEqualTo("0.0,82.0,100.0");
    assertThat(text(codec.encode(configs)))
        .isEqualTo(json("{'data':{'THRESHOLD_RANGE':" + sent + "}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'1,2'", "'1,2,x'", "[1,2]", "[1,2,null]", "{}", "82", "true"})
  void whatIsNotThreeNumbersIsNoThresholdRangeAndIsKept(String sent) {
    String body = "{'data':{'THRESHOLD_RANGE':" + sent + "}}";
    Configs.V5R7 configs = decode(body, Configs.V5R7.class);

    assertThat(configs.items().thresholdRange()).isNull();
    assertThat(text(codec.encode(configs))).isEqualTo(json(body));
  }

  @Test
  void aThresholdRangeIsSetAsAList() {
    ThresholdRange range =
        new ThresholdRange(BigDecimal.ZERO, BigDecimal.valueOf(83), BigDecimal.valueOf(100));

    PrettyScore.V5R3 setting = PrettyScore.V5R3.of(range);

    assertThat(text(codec.encode(setting))).isEqualTo(json("{'threshold_range':[0,83,100]}"));
    assertThat(setting.range()).isEqualTo(range);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'actiontype':1,'deviceInfo':{}} | $.actiontype",
        "{'mq_license_key':'x','media_devices':[]} | $.media_devices",
        "{'HISTORY_REPORT_PERIOD':5} | $.HISTORY_REPORT_PERIOD",
        "{'data':{'REPORTED_PERIOD':5}} | $.data.REPORTED_PERIOD",
        "{'history_upload_event_url':[],'reported_period':5} | $.reported_period",
        "{'monitor_server_url':'','reported_period':5} | $.reported_period",
        "{'deviceId':'x','cameraInfo':[{'Ip':'192.0.2.1'}]} | $.cameraInfo[0].Ip",
        "{'deviceId':'x','cameraInfo':[{'Name':'x'}]} | $.cameraInfo[0].Name",
        "{'preview_objs':[{'name':'x'}]} | $.preview_objs[0].name",
        "{'gateway_ext_data':{'cpu_info':{'info':{'cpu_freg':'x'}}},'sub_devices':[]}"
            + " | $.gateway_ext_data.cpu_info.info.cpu_freg",
      })
  void anotherSpellingIsReadAndReported(String body, String path) {
    Decoded decoded = codec.inspect(json(body).getBytes(UTF_8), Hint.NONE);

    assertThat(decoded.deviations())
        .singleElement()
        .satisfies(
            deviation -> {
              assertThat(deviation.path()).isEqualTo(path);
              assertThat(deviation.row()).isEqualTo("2.32");
            });
    assertThat(decoded.event()).isNotInstanceOf(UnknownEvent.class);
    assertThat(codec.decode(codec.encode(decoded.event()))).isEqualTo(decoded.event());
  }

  @Test
  void theAnswerToADeviceSyncIsToldByItsNullAndKeepsIt() {
    String sync = json("{'status':0,'message':'SUCCESS','data':null}");
    String record = json("{'message':'SUCCESS','status':0}");

    assertThat(codec.decode(sync.getBytes(UTF_8))).isInstanceOf(DeviceSyncAnswer.class);
    assertThat(codec.decode(record.getBytes(UTF_8))).isInstanceOf(AccessRecordAnswer.class);
    assertThat(text(codec.encode(DeviceSyncAnswer.V2R1.success("SUCCESS")))).isEqualTo(sync);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev_sno", "response"})
  void aLicenceCodeHasOneOfTwoNames(String name) {
    byte[] body = json("{'data':{'" + name + "':'EXAMPLE'}}").getBytes(UTF_8);

    LicenceCodeAnswer.V2R2 answer = codec.decode(body, LicenceCodeAnswer.V2R2.class);

    assertThat(answer.licenceCode()).isEqualTo("EXAMPLE");
  }

  @Test
  void aQuestionForAllHasAnEmptyBodyWhoseKindMustBeSaid() {
    assertThat(text(codec.encode(DeviceListQuery.V6R1.all()))).isEqualTo("{}");
    assertThat(text(codec.encode(ConfigsQuery.V6R1.all()))).isEqualTo("{}");
    assertThat(codec.decode("{}".getBytes(UTF_8), ConfigsQuery.class))
        .isEqualTo(ConfigsQuery.V6R1.all());
  }

  @Test
  void theAnswerOfASystemMonitorHasTheNamesOfSampleOrTable() {
    MonitorServerUrlAnswer.V6R1 sample =
        decode(
            "{'monitor_address_list':['a'],'report_period':20,'reporter_id':'x'}",
            MonitorServerUrlAnswer.V6R1.class);
    MonitorServerUrlAnswer.V6R1 table =
        decode(
            "{'device_monitor_url':['a'],'device_monitor_report_period':20}",
            MonitorServerUrlAnswer.V6R1.class);

    assertThat(List.of(sample, table))
        .allSatisfy(
            answer -> {
              assertThat(answer.urls()).containsExactly("a");
              assertThat(answer.reportPeriodSeconds()).isEqualTo(SentNumber.of(20));
            });
  }

  @Test
  void secretsAreNotPrinted() {
    SophonEvent login = new BoxLogin.V5R7("admin", "s3cr3t", Map.of());
    SophonEvent answer =
        decode(
            "{'token':'s3cr3t','rabbitmq':{'password':'s3cr3t'}}", PlatformLoginAnswer.V2R1.class);
    SophonEvent configs =
        decode(
            "{'data':{'DEV_SNO':'x','LOGIN_TOKEN':'s3cr3t','MQ_PASSWORD':'s3cr3t'}}",
            Configs.V5R7.class);

    assertThat(List.of(login, answer, configs))
        .allSatisfy(event -> assertThat(event.toString()).doesNotContain("s3cr3t"));
  }

  @Test
  void aDeviceIsARegistrationAloneAndNotInAListOrACommand() {
    String device = "{\"device_name\":\"a\",\"device_key\":\"192.0.2.21\"}";

    assertThat(codec.decode(device.getBytes(UTF_8)))
        .isEqualTo(
            new DeviceRegistration.V2R6(
                codec.decode(device.getBytes(UTF_8), DeviceRegistration.V2R6.class).device()));
    assertThat(codec.decode(("{\"data\":{\"devices_list\":[" + device + "]}}").getBytes(UTF_8)))
        .isInstanceOf(DeviceList.V2R6.class);
    assertThat(
            codec.decode(
                ("{\"method\":\"add_device\",\"device_info\":" + device + "}").getBytes(UTF_8)))
        .isInstanceOf(DeviceCommand.V5R7.class);
  }

  @Test
  void whatElseWasSaidOfAPersonIsReadFromTextsAndNumbersAndWrittenAsSent() {
    String sent =
        "{\"identity_id\":\"1\",\"info\":{\"description\":\"d\",\"visit_card_number\":7,"
            + "\"ext_info\":{\"jobNumber\":12,\"Interviewee\":\"x\",\"floor\":\"3\","
            + "\"hobby\":{\"a\":1}}}}";

    PersonRegistration.V2R1 read =
        codec.decode(sent.getBytes(UTF_8), PersonRegistration.V2R1.class);
    IdentityInfo info = read.identityInfo();

    assertThat(info.visitCardNumber()).isEqualTo(Code.of(7));
    assertThat(info.extraInfo().employeeNumber().text()).isEqualTo("12");
    assertThat(info.extraInfo().interviewee()).isEqualTo(Code.of("x"));
    assertThat(info.extraInfo().unknownFields()).containsKey("hobby");
    SampleTest.assertSameTree(sent.getBytes(UTF_8), codec.encode(read));
  }

  private <T extends SophonEvent> T decode(String body, Class<T> layout) {
    SophonEvent event = codec.decode(json(body).getBytes(UTF_8));
    assertThat(event).isInstanceOf(layout);
    return layout.cast(event);
  }

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  private static String text(byte[] body) {
    return new String(body, UTF_8);
  }
}
