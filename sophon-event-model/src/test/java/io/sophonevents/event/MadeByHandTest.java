package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What users make by hand, by the exact text that is written. */
class MadeByHandTest {
  private static final IdentityId ID = IdentityId.of("E0001");
  private static final PersonName NAME = PersonName.of("Example One");
  private static final EventTime TIME = EventTime.ofMillis(1_566_016_554_020L);
  private static final EncodedImage IMAGE = EncodedImage.of(new byte[] {1, 2, 3});

  private final EventCodec codec = new EventCodec();

  @Test
  void anAccessRecordOfThePlatform() {
    assertWritten(
        AccessRecord.V2R2
            .builder(ID, TIME)
            .identityName(NAME)
            .personType(PersonType.of("MEMBER"))
            .score(Score.of(0.5))
            .photoId("P1")
            .boxId("B1")
            .captureDeviceId("C1")
            .captureDeviceIp("192.0.2.21")
            .cameraType(0)
            .registeredImage(IMAGE)
            .registeredImageId("P2")
            .sceneImage(IMAGE)
            .faceImage(IMAGE)
            .faceImageId("P3")
            .build(),
        "{'userId':'E0001','userName':'Example One','userType':'MEMBER','matchScore':0.5,"
            + "'photoId':'P1','crossTime':1566016554020,'deviceId':'B1','cameraId':'C1',"
            + "'cameraIp':'192.0.2.21','cameraType':0,'userPhoto':'AQID','userPhotoId':'P2',"
            + "'crossSrcPhoto':'AQID','crossFacePhoto':'AQID','crossFaceId':'P3'}");
  }

  @Test
  void aDeviceAndTheCommandToAddItToABoxOfV5() {
    MediaDevice.V2R6 device =
        MediaDevice.V2R6
            .builder("front door", Code.of("rtsp"), "rtsp://192.0.2.21/1")
            .galleryName("default_group")
            .permissionId("G1")
            .forwardsStream(true)
            .rtmpAddress("rtmp://192.0.2.23/1")
            .build();
    String written =
        "{'device_name':'front door','device_type':'rtsp','device_key':'rtsp://192.0.2.21/1',"
            + "'group_name':'default_group','permission_id':'G1','is_start_rtmp':true,"
            + "'rtmp_address':'rtmp://192.0.2.23/1'}";

    assertWritten(new DeviceRegistration.V2R6(device), written);
    assertWritten(
        DeviceCommand.V5R7.add("1", device),
        "{'method':'add_device','messageId':'1','device_info':" + written + ",'extend_params':{}}");
    assertThat(DeviceCommand.V5R7.update("1", device).isUpdate()).isTrue();
  }

  @Test
  void aCommandToChangeADeviceOfABoxOfV6() {
    MediaDevice.V6R1 device =
        MediaDevice.V6R1
            .builder("front door", Code.of("photo"), "192.0.2.21")
            .deviceId("D1")
            .permissionId("G1")
            .relay(
                new MediaDevice.RelayV6R1(
                    "192.0.2.22",
                    SentNumber.of(12345),
                    SentNumber.of(1),
                    SentNumber.of(5),
                    Map.of()))
            .build();

    assertWritten(
        DeviceCommand.V6R1.update("1", device),
        "{'message_key':'updatemediadevice','message_id':'1','media_device_id':'D1',"
            + "'media_device_url':'192.0.2.21','media_device_name':'front door',"
            + "'media_device_type':'photo','permission_id':'G1','net_relay':{'ip':'192.0.2.22',"
            + "'port':12345,'channel':1,'delay_time':5}}");
    assertThat(DeviceCommand.V6R1.update("1", device).devices()).containsExactly(device);
    assertThat(DeviceCommand.V6R1.add("1", device).isUpdate()).isFalse();
  }

  @Test
  void anActionAtADoor() {
    assertWritten(
        EventAction.V2R1.of(
            EventAction.Action.openDoor("192.0.2.22", 5555, 5, 0),
            EventAction.Action.of("192.0.2.23", 5555, "alarm")),
        "{'action':[{'action_ip':'192.0.2.22','action_port':'5555','action_mode':'opendoor',"
            + "'action_duration':5,'logic_port':0},{'action_ip':'192.0.2.23',"
            + "'action_port':'5555','action_mode':'alarm'}]}");
  }

  @Test
  void aQuestionToThePlatformWhoPassed() {
    assertWritten(
        PlatformRecordQuery.V2R2
            .builder("key", TIME)
            .locationIds(List.of("L1"))
            .startTime(EventTime.ofMillis(1_566_000_000_000L))
            .endTime(TIME)
            .keyword(NAME)
            .pageSize(20)
            .index(1)
            .wantsRegisteredImage(true)
            .wantsSceneImage(false)
            .wantsFaceImage(true)
            .build(),
        "{'appkey':'key','time':1566016554020,'locationIds':['L1'],'startTime':1566000000000,"
            + "'endTime':1566016554020,'keyword':'Example One','pageSize':20,'index':1,"
            + "'hasUserphoto':true,'hascrossSrcPhoto':false,'hascrossFacePhoto':true}");
  }

  @Test
  void aVisitor() {
    assertWritten(
        PlatformVisit.V2R2
            .builder("key", TIME, NAME)
            .startTime(TIME)
            .endTime(EventTime.ofMillis(1_566_020_000_000L))
            .imageId("P1")
            .needsAudit(false)
            .build(),
        "{'appkey':'key','time':1566016554020,'name':'Example One','startTime':1566016554020,"
            + "'endTime':1566020000000,'photoId':'P1','isNeedAudit':false}");
  }

  @Test
  void aPersonForABoxOfV5() {
    ExtraInfo.V2R1 extraInfo = ExtraInfo.builder().mobile("000").employeeNumber("7").buildV2R1();

    assertWritten(
        PersonRegistration.V2R1
            .builder(ID)
            .galleryName("default_group")
            .comesWithImage(false)
            .importsEmbedding(true)
            .embedding(Embedding.of(new float[] {0.5f}))
            .mayExist(true)
            .createsPermissions(false)
            .keepsOneFace(true)
            .qualityLevel("high")
            .identityInfo(IdentityInfo.of(NAME, PersonType.VISITOR, List.of("G1"), extraInfo))
            .build(),
        "{'identity_id':'E0001','group_name':'default_group','need_bring_pic':false,"
            + "'import_mode':true,'feature':[0.5],'ignore_exist':true,"
            + "'create_no_exit_permission':false,'support_single_face':true,"
            + "'fiqa_level':'high','info':{'permission_ids':['G1'],'type':2,"
            + "'name':'Example One','ext_info':{'mobile':'000','jobNumber':'7'}}}");
  }

  @Test
  void aPersonForABoxOfV6() {
    assertWritten(
        PersonRegistration.V6R1
            .builder(ID)
            .registeredImage(IMAGE)
            .identityName(NAME)
            .personType(PersonType.of("visitor"))
            .permissionIds(List.of("G1"))
            .extraInfo(ExtraInfo.builder().interviewee("Example Two").room("101").buildV6R1())
            .qualityLevel("normal")
            .mayExist(true)
            .build(),
        "{'identity_id':'E0001','register_image':'AQID','identity_name':'Example One',"
            + "'user_type':'visitor','permission_ids':['G1'],'ext_user_info':{'room':'101',"
            + "'interviewee':'Example Two'},'fiqa_level':'normal','force_replace':true}");
  }

  @Test
  void whatThePlatformAnswersABoxOfV5ThatLogsIn() {
    assertWritten(
        PlatformLoginAnswer.V2R1
            .builder("t")
            .historyEventUrls(List.of("/a", "/b"))
            .historyPeriodSeconds(5)
            .sendsSceneImage(false)
            .sendsInfo(true)
            .monitorUrls(List.of("/c"))
            .monitorPeriodSeconds(20)
            .broker(MessageBroker.V2R1.of("192.0.2.1", 5672, "u", "p", "down", "up"))
            .build(),
        "{'token':'t','recordAddr':'/a,/b','recordUploadPeriod':5,'recordUploadSpotPic':0,"
            + "'recordUploadInfo':1,'deviceMonitorAddr':'/c','deviceMonitorPeriod':20,"
            + "'rabbitmq':{'host':'192.0.2.1','port':5672,'login':'u','password':'p',"
            + "'queue':'down','uploadQueue':'up'}}");
  }

  @Test
  void whatThePlatformAnswersABoxOfV6ThatLogsIn() {
    assertWritten(
        PlatformLoginAnswer.V6R1
            .builder("t")
            .status(0)
            .imageServerUrl("/i")
            .historyEventUrls(List.of("/a"))
            .historyPeriodSeconds(5)
            .monitorUrls(List.of("/b"))
            .deviceMonitorUrls(List.of("/c", "/d"))
            .broker(MessageBroker.V6R1.of("192.0.2.1", 5672, "u", "p", "down", "up"))
            .build(),
        "{'mq_login_token':'t','mq_login_status':0,'mq_img_server_addr':'/i',"
            + "'history_event_upload_url':'/a','history_report_peroid':5,"
            + "'device_monitor_url':'/b','media_device_monitor_url':'/c,/d',"
            + "'mq_server_configs':{'mq_server_ip':'192.0.2.1','mq_server_port':5672,"
            + "'mq_username':'u','mq_password':'p','mq_down_queue':'down',"
            + "'mq_up_queue':'up'}}");
  }

  @Test
  void aSubscriptionWithoutPictures() {
    assertWritten(
        new StreamSubscription.V5R2(false, false, List.of("D1"), Map.of()),
        "{'need_face':false,'need_register':false,'event_list':['D1']}");
  }

  private void assertWritten(SophonEvent event, String json) {
    byte[] written = codec.encode(event);

    assertThat(new String(written, UTF_8)).isEqualTo(json.replace('\'', '"'));
    assertThat(codec.decode(written, Hint.NONE)).isEqualTo(event);
  }
}
