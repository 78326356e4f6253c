package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not surely of a kind is of none, and no error either. */
class EventKindTest {
  private static final String EVENT = "'identity_id':'1','timestamp':1566016554020";

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'api_version':'2.0','out_timestamp':1,'user_type':'stranger','score':0.5 | V6R1",
        "'api_version':'2.0','user_type':'stranger','reg_image':'QUFB' | V6R1",
        "'api_version':'2.0' | V6R1",
        "'api_version':'1.0','user_type':'stranger' | V6R1",
        "'out_timestamp':1,'user_type':'stranger' | V6R1",
        "'in_timestamp':1,'user_type':'stranger' | V6R1",
        "'api_version':'1.0','mq_license_key':'x' | V6R1",
        "'api_version':'1.0','dev_sno':'','reg_pic':'','person_type':1 | V5R4",
        "'out_timestamp':1,'person_type':1 | V5R4",
      })
  void theVersionAndTheKeysOfAGenerationTellAHistoryEvent(String fields, String layout) {
    SophonEvent event = read("{" + EVENT + "," + fields + "}", Hint.NONE);

    assertThat(event).isInstanceOf(HistoryEvent.class);
    assertThat(event.layout()).isEqualTo(layout);
  }

  @Test
  void anEventOfTheVersion2HasItsPersonTypeItsPictureAndItsRange() {
    HistoryEvent event =
        (HistoryEvent)
            read(
                "{"
                    + EVENT
                    + ",'api_version':'2.0','out_timestamp':1,'user_type':'stranger',"
                    + "'reg_image':'QUFB','score':0.5}",
                Hint.NONE);

    assertThat(event.personType()).isEqualTo(PersonType.of("stranger"));
    assertThat(event.registeredImage()).isEqualTo(EncodedImage.ofText("QUFB"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'firing','message':'x'}",
        "{'status':null,'message':'x'}",
        "{'status':500,'error':'x','message':'x','timestamp':'2026-01-01T00:00:00Z'}",
        "{'action':['x']}",
        "{'action':[null]}",
        "{'event_id':5}",
        "{'error':{'code':{}}}",
        "{'event_list':{}}",
        "{'event_list':[1]}",
        "{'need_face':'yes'}",
        "{'username':{},'password':1}",
        "{'data':{'controller_mode':[]}}",
        "{'data':{'threshold_range':'low'}}",
        "{'config_dict':[]}",
        "{'deviceInfo':'x','actionType':{}}",
        "{'sub_devices':'x'}",
        "{'token':5,'rabbitmq':[]}",
        "{'mq_login_token':[],'device_monitor_url':'u'}",
        "{'appkey':'a','startTime':{},'pageSize':1}",
        "{'identity_id':'1','face_id':'a','register_image_id':'b','register_image':5}",
        "{'image_base64_str':'QUFB','with_feature':'yes'}",
      })
  void aKeyWithAnotherTypeTellsNothing(String body) {
    assertThat(read(body, Hint.NONE)).isInstanceOf(UnknownEvent.class);
    assertThat(read(body, Hint.POSTED)).isInstanceOf(UnknownEvent.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'USD':1.1,'EUR':1}",
        "{'temperature':1,'CPU':3,'name':'x'}",
        "{'data':{'USD':1.1}}",
        "{'data':'hello'}",
        "{'data':{'response':'hello'}}",
        "{'score':3,'home_team':'y'}",
        "{'result':true}",
        "{'result':true,'x':1}",
        "{'devices':[{'a':1}]}",
        "{'devices':[]}",
        "{'image_url':'u'}",
        "{'image_path':'u'}",
        "{'media_device_ids':['a'],'starttime':1}",
        "{'event_id':'1','identity_id':'1','register_image_id':'a','score':1}",
        "{" + EVENT + ",'controller_mode':'opendoor'}",
        "{" + EVENT + "}",
      })
  void whatAnyMessageMayHaveTellsNothing(String body) {
    assertThat(read(body, Hint.NONE)).isInstanceOf(UnknownEvent.class);
    assertThat(read(body, Hint.POSTED)).isInstanceOf(UnknownEvent.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'NEW_ITEM':1} | /sophon/v2/face/getconfigs | CONFIGS",
        "{'data':{'NEW_ITEM':1}} | /SophonConfig/api/Configs | CONFIGS",
        "{'data':'hello'} | /SophonFogSys/api/MonitorServerUrl | MONITOR_SERVER_URL_ANSWER",
        "{'data':{'response':'x'}} | /SophonMQ/api/DevSno | LICENCE_CODE_ANSWER",
        "{'score':3,'x':'y'} | /sophon/v2/face/compare | VERIFY_ANSWER",
        "{'result':true,'x':1} | /sophon/v2/face/login | BOX_LOGIN_ANSWER",
        "{'devices':[]} | /sophon/v2/face/getmediadevices | DEVICE_LIST",
        "{'image_url':'u'} | /SophonFace/api/detect | DETECT_REQUEST",
        "{'image_path':'u'} | /SophonFace/api/FIQA | QUALITY_REQUEST",
      })
  void aShortMessageIsToldByItsPathOrByWhoeverReadsIt(String body, String path, EventKind kind) {
    SophonEvent byPath = read(body, Hint.path(path));
    SophonEvent byReader = codec.decode(json(body), kind.type());

    assertThat(byPath.kind()).isEqualTo(kind);
    assertThat(byReader).isEqualTo(byPath);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message_key':'deletepermission','media_device_ids':['a']}",
        "{'method':'download_package','media_device_id':'d'}",
        "{'method':'x','username':'a','password':'b'}",
        "{'message_key':'x','identity_id':'1','ext_data':{}}",
        "{'message_key':'wipedata','code':'SUCCESS','ext_data':{}}",
        "{'messageKey':'x','data':{'threshold_range':[0,1,2]}}",
      })
  void whatNamesACommandIsOneOrNothing(String body) {
    assertThat(read(body, Hint.NONE)).isInstanceOf(UnknownEvent.class);
  }

  @Test
  void aCommandWithTheKeysOfAQuestionIsACommand() {
    assertThat(
            read("{'message_key':'deletemediadevices','media_device_ids':['a']}", Hint.NONE).kind())
        .isEqualTo(EventKind.DEVICE_REMOVAL);
  }

  @Test
  void anEventWithTheNameOfAMethodIsStillAnEvent() {
    assertThat(read("{" + EVENT + ",'ep_info':{},'method':'face'}", Hint.NONE))
        .isInstanceOf(HistoryEvent.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'ext_data':{'person_type':[]} | real time event: expected number but was array"
            + " (0 elements) at $.ext_data.person_type",
        "'want_action':'0','ext_data':'x' | history event: expected object but was string (1 chars)"
            + " at $.ext_data",
        "'ep_info':'x' | history event: expected object but was string (1 chars) at $.ep_info",
        "'user_type':[] | stream event: expected number but was array (0 elements) at"
            + " $.user_type",
      })
  void aWrongTypeInAnEventIsAnErrorThatNamesThePlace(String field, String message) {
    assertThatExceptionOfType(EventFormatException.class)
        .isThrownBy(() -> read("{" + EVENT + "," + field + "}", Hint.NONE))
        .withMessage(message);
  }

  private SophonEvent read(String body, Hint hint) {
    return codec.decode(json(body), hint);
  }

  private static byte[] json(String singleQuoted) {
    return singleQuoted.replace('\'', '"').getBytes(UTF_8);
  }
}
