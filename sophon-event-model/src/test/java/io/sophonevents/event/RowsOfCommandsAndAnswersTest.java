package io.sophonevents.event;

import static io.sophonevents.event.RowsTest.assertWrittenAsSent;
import static io.sophonevents.event.RowsTest.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of docs/protocol.md, section 2, that concern commands, settings and answers: what each
 * says is read, reported as a deviation, refused by the strict codec, and written. What is named in
 * two ways is written in the vendor's own; all else as it was sent.
 */
@SuppressWarnings("NullAway") // what is missing fails the test that looks for it
class RowsOfCommandsAndAnswersTest {
  private final EventCodec codec = new EventCodec();

  /** Each of them contradicts the vendor's own table, or is no time that could be meant. */
  @Test
  void strictRefusesNoSampleOfTheVendorThatFollowsItsOwnTable() {
    Set<String> refused = new TreeSet<>();
    for (EventsPage.Sample sample : EventsPage.samples()) {
      Decoded read = codec.inspect(sample.body(), sample.hint());
      if (!sample.file().getParent().endsWith("constructed")) {
        read.deviations().forEach(each -> refused.add(sample.name() + " " + each.row()));
      }
    }

    assertThat(refused)
        .containsExactly(
            "event-detail-response-v6 2.2",
            "events-query-response-v5 2.53",
            "events-query-response-v6 2.2",
            "platform-device-search-response 2.2",
            "platform-record-employee-response 2.2",
            "platform-record-stranger-response 2.2",
            "platform-record-visitor-response 2.2",
            "search-by-image-response-v6 2.2");
  }

  @Test
  void row0202secondsAreNoDeviationWhereTheyAreDescribed() {
    String stored = "{'_id':'1','timestamp':%s,'common':{'identity_id':''}}";
    String found = "{'ret_code':1,'endtimestamp':%1$s,'event_list':[{'timestamp':%1$s}]}";
    String frame = "{'preview_objs':[],'timestamp':%s}";

    for (String body : List.of(stored, found, frame)) {
      assertAsDescribed(read(body.formatted("1607062639.7013178")));
      assertAsDescribed(read(body.formatted("1607062639")));
    }
    StoredEvent event = (StoredEvent) read(stored.formatted("1607062639.7013178")).event();
    assertThat(event.time().text()).isEqualTo("1607062639.7013178");
    assertThat(event.time().instant()).isEqualTo("2020-12-04T06:17:19.701317800Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1607062639701", "1607062639701.0"})
  void row0202millisecondsAreADeviationWhereSecondsAreDescribed(String sent) {
    Decoded read =
        read("{'_id':'1','timestamp':" + sent + ",'common':{'identity_id':'','is_send':true}}");

    assertThat(((StoredEvent) read.event()).time().instant()).isEqualTo("2020-12-04T06:17:19.701Z");
    assertDeviates(
        read, "stored event: expected seconds as a number but was number", "$.timestamp", "2.2");
    assertWrittenAsSent(read);
  }

  @Test
  void row0202secondsAreADeviationInV6WhoseTablesHaveMilliseconds() {
    Decoded read =
        read("{'event_id':'1','identity_id':'','spot_image_id':'2','timestamp':1628066406.608026}");

    assertThat(((StoredEvent.V6R1) read.event()).time().text()).isEqualTo("1628066406.608026");
    assertDeviates(
        read,
        "stored event: expected milliseconds as a whole number but was number",
        "$.timestamp",
        "2.2");
    assertWrittenAsSent(read);
  }

  @Test
  void row0228occlusionIsAListOfWhateverWasSent() {
    Decoded result = sample("mq-result-fiqa");
    Decoded answer = sample("fiqa-response-v6");

    AssessedFace face = ((CommandResult.V2R1) result.event()).outcome().faces().get(0);
    assertThat(face.measures().occlusion()).extracting(Code::text).containsOnly("true").hasSize(3);
    assertThat(face.passed()).contains("occlusion");
    assertThat(((QualityAnswer.V6R1) answer.event()).details().measures().occlusion())
        .containsExactly(Code.of(0));
    assertAsDescribed(result);
    assertAsDescribed(answer);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 20, 86_400})
  void row0231aPeriodOfHistoryIsAnyPositiveNumber(long seconds) {
    Decoded url = read("{'history_upload_event_url':[],'reported_peroid':" + seconds + "}");
    Decoded v5 = read("{'token':'t','recordAddr':'','recordUploadPeriod':" + seconds + "}");
    Decoded v6 = read("{'mq_login_token':'t','history_report_peroid':" + seconds + "}");
    Decoded configs = read("{'data':{'REPORTED_PEROID':" + seconds + "}}");

    assertThat(
            List.of(
                ((HistoryEventUrl.V2R1) url.event()).reportPeriodSeconds(),
                ((PlatformLoginAnswer) v5.event()).historyPeriodSeconds(),
                ((PlatformLoginAnswer) v6.event()).historyPeriodSeconds(),
                ((Configs) configs.event()).historyPeriodSeconds()))
        .containsOnly(SentNumber.of(seconds));
    List.of(url, v5, v6, configs).forEach(this::assertAsDescribed);
    assertThat(written(HistoryEventUrl.V2R1.json(List.of(), seconds)))
        .contains("\"reported_peroid\":" + seconds);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void row0231aPeriodUnderASecondIsNotWritten(long seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryEventUrl.V2R1.json(List.of(), seconds))
        .withMessage(
            "history event url: expected a period of at least 1 second but was " + seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'history_upload_event_url':[],'*':5} | reported_period | reported_peroid | $.",
        "{'monitor_server_url':'','*':5} | reported_period | reported_peroid | $.",
        "{'data':{'*':5}} | REPORTED_PERIOD | REPORTED_PEROID | $.data.",
        "{'*':5} | HISTORY_REPORT_PERIOD | HISTORY_REPORT_PEROID | $.",
        "{'MQ_LICENSE_KEY':'x','*':5} | MEDIA_DEVICE_MONITOR_REPORT_PERIOD"
            + " | MEDIA_DEVICE_MONITOR_REPORT_PEROID | $.",
        "{'_id':'1','timestamp':1607062639.7,'common':{'identity_id':''},'grab_data':{'*':{}}}"
            + " | grab_fiqa_info | grap_fiqa_info | $.grab_data.",
        "{'success':true,'code':0,'messageKey':'control_config','result':{'*':{'passmode':'x'}}}"
            + " | failed_field | faild_field | $.result.",
        "{'result':true,'code':'SUCCESS','message_key':'controlconfig','ext_data':{'*':{'x':'y'}}}"
            + " | faild_field | failed_field | $.ext_data.",
        "{'gateway_ext_data':{'cpu_info':{'info':{'*':'x'}},'box_usage':null},'sub_devices':[]}"
            + " | cpu_freg | cpu_freq | $.gateway_ext_data.cpu_info.info.",
        "{'data':{'totalSize':0,'*':[]}} | crossNodeOwnerships | corssNodeOwnerships | $.data.",
        "{'deviceInfo':{},'*':1} | actiontype | actionType | $.",
      })
  void row0232bothSpellingsAreReadAndTheVendorsIsWritten(
      String body, String other, String vendors, String within) {
    Decoded asVendor = read(body.replace("*", vendors));
    Decoded asOther = read(body.replace("*", other));

    assertThat(asOther.event()).isEqualTo(asVendor.event()).isNotInstanceOf(UnknownEvent.class);
    assertThat(asOther.event()).hasToString(asVendor.event().toString());
    assertDeviates(asOther, "expected the name " + vendors + " but was ", within + other, "2.32");
    SampleTest.assertSameTree(asVendor.bytes(), codec.encode(asOther.event()));
    assertAsDescribed(asVendor);
  }

  @Test
  void row0232misspeltCodesAndItemsThatHaveNoTypeAreKept() {
    Decoded error = read("{'error':{'code':'EXCUTE_SH_ERROR','message':'IDENTITY_EXSIT_ERROR'}}");
    Decoded configs =
        read(
            "{'data':{'HISROTY_EVENT_NEED_REG_PIC':'true','HISTORY_EVENT_NEED_REG_PIC':false,"
                + "'THRESHOLD':82}}");

    assertThat(((ErrorAnswer) error.event()).problem().code().is("EXCUTE_SH_ERROR")).isTrue();
    Configs.ItemsV5R7 items = ((Configs.V5R7) configs.event()).items();
    assertThat(items.unknownFields()).containsEntry("HISROTY_EVENT_NEED_REG_PIC", "true");
    assertThat(items.historyNeedsRegisteredImage()).isEqualTo(SentFlag.FALSE);
    assertAsDescribed(error);
    assertAsDescribed(configs);
  }

  @Test
  void row0233theContentTypeHasAHyphen() {
    Decoded read = read("{'event_server_url':[],'content-type':'form-data','content_type':'x'}");
    Decoded history = sample("history-event-url-request");
    Decoded monitor = sample("monitor-server-url-request");

    EventServerUrl.V2R1 url = (EventServerUrl.V2R1) read.event();
    assertThat(url.contentType()).isEqualTo(Code.of("form-data"));
    assertThat(url.unknownFields()).containsOnlyKeys("content_type");
    assertThat(((HistoryEventUrl.V2R1) history.event()).contentType()).isEqualTo(Code.of("json"));
    assertThat(((MonitorServerUrl.V2R1) monitor.event()).contentType()).isEqualTo(Code.of("json"));
    List.of(read, history, monitor).forEach(this::assertAsDescribed);
    assertThat(written(EventServerUrl.V2R1.json(List.of("http://192.0.2.1/"))))
        .isEqualTo(json("{'event_server_url':['http://192.0.2.1/'],'content-type':'json'}"));
  }

  @Test
  void row0234theMessageKeyOfAResultIsTheMethodAndTheMessageIdTheId() {
    Decoded read = sample("mq-result-fiqa");

    CommandResult result = (CommandResult) read.event();
    assertThat(result.method()).isEqualTo("fiqa");
    assertThat(result.messageId()).isEqualTo("adjfqk34j5l2h3loadshfl");
    assertAsDescribed(read);
    assertThat(
            written(
                new CommandResult.V2R1(
                    SentFlag.TRUE, Code.of(0), null, null, "fiqa", "7", null, Map.of())))
        .isEqualTo(json("{'success':true,'code':0,'messageKey':'fiqa','messageId':'7'}"));
  }

  @Test
  void row0235aCodeIsANumberOrATextOfOne() {
    Decoded read = sample("mq-result-add-users-plus");

    CommandResult.V2R1 result = (CommandResult.V2R1) read.event();
    assertThat(result.code()).isEqualTo(Code.of(0));
    assertThat(result.outcome().failedPeople())
        .hasSize(2)
        .allSatisfy(
            person ->
                assertThat(person.code()).isEqualTo(Code.of("40094")).isEqualTo(Code.of(40094)));
    assertAsDescribed(read);
    assertAsDescribed(sample("mq-result-delete-users"));
    assertThat(
            written(
                new CommandResult.V2R1(
                    SentFlag.FALSE, Code.of(40094), null, null, null, null, null, Map.of())))
        .isEqualTo(json("{'success':false,'code':40094}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXECUTE_SUCCESS", "SUCCESS"})
  void row0236aResultOfV6HasEitherWordAndMayNameTheCommandForOne(String code) {
    Decoded read =
        read(
            "{'result':true,'code':'"
                + code
                + "','message_key':'createpermission','ext_data':{'success_permission':["
                + "{'permission_id':'1','code':'"
                + code
                + "'},{'permission_id':'2'}]}}");

    CommandResult.V6R1 result = (CommandResult.V6R1) read.event();
    assertThat(result.succeeded()).isTrue();
    assertThat(result.code()).isEqualTo(Code.of(code));
    assertThat(result.method()).isEqualTo("createpermission");
    assertThat(result.outcome().successfulPermissions()).hasSize(2);
    assertAsDescribed(read);
    assertThat(
            written(
                new CommandResult.V6R1(
                    SentFlag.TRUE, Code.of(code), null, null, "fiqa", null, null, Map.of())))
        .isEqualTo(json("{'result':true,'code':'" + code + "','message_key':'fiqa'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PARAM_ERROR", "IMAGE_ERROR", "x"})
  void row0237theStatusOfAnErrorNeedNotBeThatOfItsCode(String status) {
    Decoded read =
        read("{'error':{'code':40003,'message':'\u672a\u6388\u6743','status':'" + status + "'}}");

    ErrorAnswer.Problem problem = ((ErrorAnswer) read.event()).problem();
    assertThat(problem.code()).isEqualTo(Code.of(40003));
    assertThat(problem.status()).isEqualTo(Code.of(status));
    assertAsDescribed(read);
    assertAsDescribed(sample("error-v5"));
  }

  @Test
  void row0238aPictureSearchIsAnsweredWithTheNamesOfSampleOrTable() {
    Decoded ofSample = sample("picture-search-response-v5");
    Decoded ofTable = read("{'retcode':'1','have_more':true,'event_list':[]}");

    PictureSearchAnswer.V2R6 found = (PictureSearchAnswer.V2R6) ofSample.event();
    assertThat(found.resultCode()).isEqualTo(Code.of(1));
    assertThat(found.totalCount()).isEqualTo(SentNumber.of(1000));
    assertThat(found.hasMore()).isNull();
    assertAsDescribed(ofSample);
    PictureSearchAnswer.V2R6 nothing = (PictureSearchAnswer.V2R6) ofTable.event();
    assertThat(nothing.resultCode()).isEqualTo(Code.of("1"));
    assertThat(nothing.hasMore()).isEqualTo(SentFlag.TRUE);
    assertDeviates(
        ofTable,
        "picture search answer: expected the name ret_code but was string (1 chars)",
        "$.retcode",
        "2.38");
    assertThat(written(nothing))
        .isEqualTo(json("{'event_list':[],'have_more':true,'ret_code':'1'}"));
  }

  @Test
  void row0238theScoreOfAComparisonRunsToOneOrToAHundred() {
    PictureSearchAnswer v5 = (PictureSearchAnswer) sample("picture-search-response-v5").event();
    PictureSearchAnswer v6 = (PictureSearchAnswer) sample("search-by-image-response-v6").event();

    Score fraction = v5.events().get(0).probeScore();
    assertThat(fraction.value()).isEqualByComparingTo("0.9167486565892832");
    assertThat(fraction.range()).isEqualTo(ScoreRange.UNKNOWN);
    Score percentage = v6.events().get(0).probeScore();
    assertThat(percentage.value()).isEqualByComparingTo("100");
    assertThat(percentage.range()).isEqualTo(ScoreRange.HUNDRED);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.45, false", "0, 0.99, false", "1, 0.1, true"})
  void row0239theResultOfAComparisonIsTrustedAndNotItsScore(
      String resultCode, String score, boolean isMatch) {
    byte[] body =
        json("{'retcode':'" + resultCode + "','name':'stranger','score':" + score + "}")
            .getBytes(UTF_8);
    Hint asked = Hint.path("/SophonMatch/api/compare");

    Decoded read = codec.inspect(body, asked);

    VerifyAnswer.V2R6 answer = (VerifyAnswer.V2R6) read.event();
    assertThat(answer.isMatch()).isEqualTo(isMatch);
    assertThat(answer.score().value()).isEqualByComparingTo(score);
    assertThat(read.deviations()).isEmpty();
    assertThat(codec.strict().decode(body, asked)).isEqualTo(answer);
    assertThat(((IdentifyAnswer) read(new String(body, UTF_8)).event()).isMatch())
        .isEqualTo(isMatch);
    assertWrittenAsSent(read);
  }

  @ParameterizedTest
  @CsvSource({
    "'''true''', true, string (4 chars)",
    "'''True''', true, string (4 chars)",
    "'''False''', false, string (5 chars)",
    "'''0''', false, string (1 chars)",
  })
  void row0240aTruthValueInATextIsReadAndReported(String sent, boolean isTrue, String found) {
    Decoded read = read("{'data':{'SUPPORT_MASK':" + sent + "}}");

    assertThat(((Configs.V5R7) read.event()).items().supportsMasks().isTrue()).isEqualTo(isTrue);
    assertDeviates(
        read, "configs: expected boolean but was " + found, "$.data.SUPPORT_MASK", "2.40");
    assertWrittenAsSent(read);
  }

  @Test
  void row0240theThresholdAndItsRangeAndTheAddressesAreReadAsABoxHasThem() {
    Decoded read = sample("configs-response-v5r7");
    Decoded table = read("{'data':{'THRESHOLD':0.5,'SUPPORT_MASK':true}}");

    Configs.V5R7 configs = (Configs.V5R7) read.event();
    assertThat(configs.threshold().value()).isEqualByComparingTo("82");
    assertThat(configs.items().thresholdRange().text()).isEqualTo("0.0,82.0,100.0");
    assertThat(configs.historyEventUrls())
        .containsExactly("http://192.168.0.154:9061/box/v2/cross/record/report");
    assertThat(((Configs) table.event()).threshold().value()).isEqualByComparingTo("0.5");
    assertAsDescribed(read);
    assertAsDescribed(table);
  }

  @Test
  void row0240flagsAndRangesAreWrittenInTheirNativeTypes() {
    ThresholdRange range =
        new ThresholdRange(BigDecimal.ZERO, BigDecimal.valueOf(82), BigDecimal.valueOf(100));

    assertThat(written(HistoryEventUrl.V2R1.json(List.of(), 5)))
        .contains("\"history_need_reg_pic\":true");
    assertThat(written(PrettyScore.V5R3.of(range)))
        .isEqualTo(json("{'threshold_range':[0,82,100]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev_sno", "response"})
  void row0242aLicenceCodeHasEitherName(String name) {
    String body = json("{'data':{'" + name + "':'EXAMPLE'}}");

    LicenceCodeAnswer answer = codec.strict().decode(body.getBytes(UTF_8), LicenceCodeAnswer.class);

    assertThat(((LicenceCodeAnswer.V2R2) answer).licenceCode()).isEqualTo("EXAMPLE");
    assertThat(written(answer)).isEqualTo(body);
  }

  /** The platform's tables have texts, its samples numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"%s", "'%s'"})
  void row0244aNumberOfThePlatformIsANumberOrAText(String form) {
    Decoded query =
        read(("{'appkey':'k','nodeType':" + form + ",'index':" + form + "}").formatted(2, 2));
    Decoded page =
        read(
            ("{'status':0,'data':{'employees':[{'score':" + form + "}],'totalCount':" + form + "}}")
                .formatted("0.78", 100));
    Decoded status =
        read(
            ("{'deviceId':'b','deviceStatus':" + form + ",'timeStamp':" + form + "}")
                .formatted(0, 1_562_148_250_381L));
    Decoded record =
        read(
            ("{'userId':'1','matchScore':"
                    + form
                    + ",'crossTime':"
                    + form
                    + ",'cameraType':"
                    + form
                    + "}")
                .formatted("0.57", 1_562_083_200_000L, 0));

    assertThat(((PlatformDeviceQuery.V2R2) query.event()).index()).isEqualTo(SentNumber.of(2));
    PlatformRecordPage.Records records = ((PlatformRecordPage.V2R2) page.event()).records();
    assertThat(records.totalCount()).isEqualTo(SentNumber.of(100));
    assertThat(records.employees().get(0).score()).isEqualTo(Score.of(0.78));
    PlatformDeviceStatus.V2R2 box = (PlatformDeviceStatus.V2R2) status.event();
    assertThat(box.status()).isEqualTo(Code.of(0));
    assertThat(box.time().instant()).isEqualTo("2019-07-03T10:04:10.381Z");
    AccessRecord.V2R2 access = (AccessRecord.V2R2) record.event();
    assertThat(access.score()).isEqualTo(Score.of(0.57));
    assertThat(access.time().instant()).isEqualTo("2019-07-02T16:00:00Z");
    List.of(query, page, status, record).forEach(this::assertAsDescribed);
  }

  @Test
  void row0244aTextWhereTheTableHasANumberIsReported() {
    Decoded visit = read("{'appkey':'k','name':'n','startTime':'1562083200000','photoId':'p'}");
    Decoded login = read("{'token':'t','rabbitmq':{'port':'5672'}}");

    assertThat(((PlatformVisit.V2R2) visit.event()).startTime().instant())
        .isEqualTo("2019-07-02T16:00:00Z");
    assertDeviates(
        visit,
        "platform visit: expected milliseconds as a whole number but was string (13 chars)",
        "$.startTime",
        "2.1");
    assertThat(((PlatformLoginAnswer.V2R1) login.event()).broker().port())
        .isEqualTo(SentNumber.of(5672));
    assertDeviates(
        login,
        "platform login answer: expected number but was string (4 chars)",
        "$.rabbitmq.port",
        "2.44");
    assertWrittenAsSent(visit);
    assertWrittenAsSent(login);
  }

  @Test
  void row0244aNumberIsWrittenAsTyped() {
    assertThat(
            written(
                new PlatformDeviceQuery.V2R2(
                    null,
                    EventTime.ofMillis(1_562_083_200_000L),
                    null,
                    null,
                    SentNumber.asText(2),
                    null,
                    SentNumber.of(10),
                    Map.of())))
        .isEqualTo(json("{'time':1562083200000,'index':'2','pageSize':10}"));
  }

  @Test
  void row0247aPreviewListIsReadWithinThePreviewList() {
    Decoded read = sample("devices-response-v5");

    DeviceList.V2R6 list = (DeviceList.V2R6) read.event();
    assertThat(list.listing().devices()).hasSize(1);
    assertThat(list.listing().preview().deviceIds())
        .containsExactly("2c1a6a12-ecf4-4490-a2fc-8d7a5023bfcd");
    assertAsDescribed(read);
  }

  @Test
  void row0247theMissingCommaBeforeThePreviewListIsRefusedByItsPlace() {
    byte[] body = json("{'data':{'devices_list':[]\n'preview_list':{}}}").getBytes(UTF_8);

    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.decode(body))
        .withMessage("event: expected JSON but found the character U+0022 at line 2, column 1");
  }

  @Test
  void row0249thePeriodOfALoginHasEitherSpelling() {
    Decoded ofSample = sample("platform-login-response-v6");
    Decoded ofTable = read("{'mq_login_token':'t','history_report_period':5}");

    assertThat(((PlatformLoginAnswer) ofSample.event()).historyPeriodSeconds())
        .isEqualTo(SentNumber.of(5));
    assertAsDescribed(ofSample);
    assertThat(((PlatformLoginAnswer) ofTable.event()).historyPeriodSeconds())
        .isEqualTo(SentNumber.of(5));
    assertDeviates(
        ofTable,
        "platform login answer: expected the name history_report_peroid but was number",
        "$.history_report_period",
        "2.49");
    assertThat(written(ofTable.event()))
        .isEqualTo(json("{'mq_login_token':'t','history_report_peroid':5}"));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void row0253aFlagThatIsATruthValueMayBeZeroOrOne(String sent, boolean isSet) {
    Decoded read =
        read(
            "{'_id':'1','timestamp':1607062639.7,'common':{'identity_id':'','is_send':"
                + sent
                + "}}");

    assertThat(((StoredEvent) read.event()).isUploaded().isTrue()).isEqualTo(isSet);
    assertDeviates(
        read, "stored event: expected boolean but was number", "$.common.is_send", "2.53");
    assertWrittenAsSent(read);
  }

  @Test
  void row0253whatIsDescribedAsZeroOrOneIsNoDeviation() {
    Decoded read = read("{'token':'t','recordAddr':'','recordUploadReg':1,'recordUploadInfo':0}");

    PlatformLoginAnswer.V2R1 answer = (PlatformLoginAnswer.V2R1) read.event();
    assertThat(answer.sendsRegisteredImage().is("1")).isTrue();
    assertThat(answer.sendsInfo().is("0")).isTrue();
    assertAsDescribed(read);
  }

  @Test
  void row0253anAgeIsAClassOrANumber() {
    Decoded v5 = sample("detect-response-v5");
    Decoded v6 = sample("detect-response-v6");
    Decoded history = sample("history-event-v2r3-fiqa");

    assertThat(((DetectAnswer) v5.event()).faces().get(0).attributes().age())
        .isEqualTo(Code.of(27));
    assertThat(((DetectAnswer) v6.event()).faces().get(0).attributes().age())
        .isEqualTo(Code.of("youth"));
    assertThat(((HistoryEvent.V2R1) history.event()).extension().grabberQuality().age())
        .isEqualTo(Code.of(4));
    List.of(v5, v6, history).forEach(this::assertAsDescribed);
  }

  private Decoded sample(String name) {
    return codec.inspect(EventsPage.body(name), Hint.NONE);
  }

  private Decoded read(String body) {
    return codec.inspect(json(body).getBytes(UTF_8), Hint.NONE);
  }

  /** Nothing is reported, the strict codec reads it, and it is written as it was sent. */
  private void assertAsDescribed(Decoded read) {
    assertThat(read.deviations()).isEmpty();
    assertThat(codec.strict().decode(read.bytes())).isEqualTo(read.event());
    assertWrittenAsSent(read);
  }

  /**
   * Reported once and refused by the strict codec.
   *
   * @param problem how both begin; the subject before the colon is that of the refusal
   */
  private void assertDeviates(Decoded read, String problem, String path, String row) {
    String what = problem.substring(problem.indexOf(':') + 1).strip();
    assertThat(read.deviations())
        .singleElement()
        .satisfies(
            deviation -> {
              assertThat(deviation.toString())
                  .startsWith(what)
                  .endsWith(" at " + path + " (row " + row + ")");
              assertThat(deviation.path()).isEqualTo(path);
            });
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> codec.strict().decode(read.bytes()))
        .withMessageContaining(problem)
        .withMessageEndingWith(" (row " + row + ") at " + path);
  }

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }
}
