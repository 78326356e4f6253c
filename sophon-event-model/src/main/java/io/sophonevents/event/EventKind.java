package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message is. Each constant knows how its layouts are told by their keys; the first that
 * knows a message has it. A message with a person and a time is an event or unknown, one that names
 * a command is that command, its result or unknown, and one whose fields have other types than its
 * layout has there is unknown unless it is an event.
 */
public enum EventKind {
  /** A recognition that was asked for: {@link StoredEvent}. It has keys of those that follow. */
  STORED_EVENT(
      StoredEvent.class,
      "",
      (body, hint) -> {
        if (body.has("_id") && body.has("timestamp") && body.hasObject("common")) {
          return StoredEvent.V2R6.class;
        }
        return body.hasValue("event_id")
                && body.has("identity_id")
                && body.has("timestamp")
                && (body.hasValue("spot_image_id")
                    || body.hasValue("recognize_face_image_id")
                    || body.hasValue("register_image_id"))
            ? StoredEvent.V6R1.class
            : null;
      }),

  /** A match, posted as it happens: {@link RealTimeEvent}. */
  REAL_TIME(
      RealTimeEvent.class,
      "/RealTimeEvent",
      (body, hint) -> {
        ReceivedObject extension = body.in("ext_data");
        if (!body.has("identity_id")
            || !body.hasObject("ext_data")
            || body.hasValue("device_id")
            || body.hasValue("media_device_info")
            || isHistoryWithExtension(body, extension, hint)) {
          return null;
        }
        if (extension.hasObject("grab_fiqa_info")
            || extension.hasObject("box_fiqa_info")
            || extension.hasValue("recognize_face")) {
          return RealTimeEvent.V2R2.class;
        }
        return extension.hasValue("ep_id") ? RealTimeEvent.V2R1.class : RealTimeEvent.FogV2R1.class;
      }),

  /** A recognition from the box's database: {@link HistoryEvent}. */
  HISTORY(
      HistoryEvent.class,
      "/HistoryEvent",
      (body, hint) -> {
        if (!body.has("identity_id") || body.hasValue("device_id")) {
          return null;
        }
        if (body.hasValue("ext_data")) {
          ReceivedObject extension = body.in("ext_data");
          if (!isHistoryWithExtension(body, extension, hint)) {
            return null;
          }
          boolean hasQuality =
              extension.hasValue("grab_fiqa_info") || extension.hasValue("box_fiqa_info");
          ReceivedObject info = extension.in("info");
          return !hasQuality
                  && (extension.hasValue("ir_pic")
                      || info.hasValue("box")
                      || info.hasValue("feature"))
              ? HistoryEvent.V5R3.class
              : HistoryEvent.V2R1.class;
        }
        if (body.hasValue("event_id") || body.hasValue("media_device_id")) {
          return null;
        }
        boolean hasV6PersonType = body.hasValue("user_type");
        if (body.says("api_version", "2.0")
            || hasAny(body, "media_device_info", "mq_license_key", "post_action")
            || (hasV6PersonType && hasAny(body, "api_version", "in_timestamp", "out_timestamp"))) {
          return HistoryEvent.V6R1.class;
        }
        return body.says("api_version", "1.0")
                || hasAny(body, "ep_info", "out_timestamp", "want_action")
                || (body.hasValue("recognize_face_attr") && !hasV6PersonType)
            ? HistoryEvent.V5R4.class
            : null;
      }),

  /** A record of the platform: {@link AccessRecord}. Its new body is that of a stream event. */
  ACCESS_RECORD(
      AccessRecord.class,
      "/EventServer/api/AccessRecord",
      (body, hint) ->
          body.has("userId") && body.has("crossTime")
              ? AccessRecord.V2R2.class
              : hint.isPosted() && isV5Stream(body) ? AccessRecord.V5R6.class : null),

  /** A comparison, pushed over the WebSocket: {@link StreamEvent}. */
  STREAM(
      StreamEvent.class,
      "",
      (body, hint) -> {
        if (isV5Stream(body)) {
          return StreamEvent.V5R2.class;
        }
        return body.has("identity_id")
                && body.has("timestamp")
                && (body.hasValue("media_device_id")
                    || body.hasValue("media_device_ip")
                    || body.hasValue("user_type"))
                && !body.hasValue("media_device_info")
            ? StreamEvent.V6R1.class
            : null;
      }),

  /** What a client asks of the stream: {@link StreamSubscription}. */
  STREAM_SUBSCRIPTION(
      StreamSubscription.class,
      "",
      (body, hint) ->
          hasAny(body, "identity_id", "endtimestamp", "retcode", "ret_code", "have_more")
                  || hasAny(body, "face_image_base64", "face_image_path", "starttime", "threshold")
              ? null
              : body.hasValue("event_list")
                      || body.hasValue("need_face")
                      || body.hasValue("need_register")
                  ? StreamSubscription.V5R2.class
                  : body.hasValue("media_device_ids")
                          || body.hasValue("with_face_image")
                          || body.hasValue("with_register_image")
                      ? StreamSubscription.V6R1.class
                      : null),

  /** What a receiver answers: {@link AccessRecordAnswer}. */
  ACCESS_RECORD_ANSWER(
      AccessRecordAnswer.class,
      "",
      (body, hint) ->
          body.hasValue("status")
                  && body.hasValue("message")
                  && !body.has("data")
                  && !hasAny(body, "identity_id", "error", "timestamp")
              ? AccessRecordAnswer.V2R2.class
              : null),

  // -- status reports, devices, configuration, login: docs/protocol.md 1.6, 1.12 to 1.17, 5.9, 5.11

  /** What the platform answers when a box logs in: {@link PlatformLoginAnswer}. */
  PLATFORM_LOGIN_ANSWER(
      PlatformLoginAnswer.class,
      "",
      (body, hint) ->
          hasAny(body, "mq_login_token", "mq_login_status", "mq_server_configs")
              ? PlatformLoginAnswer.V6R1.class
              : body.hasValue("token")
                      && hasAny(body, "rabbitmq", "recordAddr", "deviceMonitorAddr")
                  ? PlatformLoginAnswer.V2R1.class
                  : null),

  /** How a box and its capture devices are: {@link BoxStatus}. */
  BOX_STATUS(
      BoxStatus.class,
      "/DeviceStatus",
      (body, hint) -> {
        if (!isOfBox(body) || !body.hasValue("sub_devices")) {
          return null;
        }
        ReceivedObject hardware = body.in("gateway_ext_data");
        return hasAny(hardware, "cpu_info", "memory_info", "disk_info")
            ? BoxStatus.V5R6.class
            : hasAny(hardware, "cpu_use", "memory_use", "disk_use", "status")
                ? BoxStatus.V2R1.class
                : BoxStatus.V2R2.class;
      }),

  /** How the host system of a box is: {@link SystemStatus}. */
  SYSTEM_STATUS(
      SystemStatus.class,
      "",
      (body, hint) ->
          !isOfBox(body) || body.hasValue("sub_devices")
              ? null
              : hasAny(body, "reporter_id", "gateway_mac")
                      || hasAny(body.in("gateway_ext_data"), "core_temperature", "emmc", "hdd")
                  ? SystemStatus.V6R1.class
                  : SystemStatus.V5R7.class),

  /** How the capture devices alone are: {@link MediaDeviceStatus}. */
  MEDIA_DEVICE_STATUS(
      MediaDeviceStatus.class,
      "/DeviceStatus",
      (body, hint) ->
          isOfBox(body) || !hasAny(body, "sub_devices", "media_devices")
              ? null
              : hasAny(body, "mq_license_key", "media_devices")
                      || body.firstIn("sub_devices").hasValue("media_device_id")
                  ? MediaDeviceStatus.V6R1.class
                  : MediaDeviceStatus.V5R7.class),

  /** How a box is, from the platform to a third party: {@link PlatformDeviceStatus}. */
  PLATFORM_DEVICE_STATUS(
      PlatformDeviceStatus.class,
      "",
      (body, hint) ->
          body.hasValue("deviceId") && hasAny(body, "deviceStatus", "cameraInfo")
              ? PlatformDeviceStatus.V2R2.class
              : null),

  /** Which capture devices a box has, told to the platform: {@link DeviceSync}. */
  DEVICE_SYNC(
      DeviceSync.class,
      "/box/device/sync",
      (body, hint) ->
          body.hasValue("deviceList")
              ? DeviceSync.V2R2.class
              : body.hasValue("deviceInfo") && hasAny(body, "actionType", "actiontype")
                  ? DeviceSync.V2R1.class
                  : null),

  /** What the platform answers to that: {@link DeviceSyncAnswer}. */
  DEVICE_SYNC_ANSWER(
      DeviceSyncAnswer.class,
      "",
      (body, hint) ->
          body.hasValue("status")
                  && body.hasValue("message")
                  && body.has("data")
                  && !body.hasValue("data")
              ? DeviceSyncAnswer.V2R1.class
              : null),

  /** The capture devices of a box: {@link DeviceList}. */
  DEVICE_LIST(
      DeviceList.class,
      "",
      (body, hint) ->
          body.in("data").hasValue("devices_list")
              ? DeviceList.V2R6.class
              : hasAny(body.firstIn("devices"), "media_device_id", "media_device_ip")
                      || (body.hasList("devices") && hint.pathHas("mediadevices"))
                  ? DeviceList.V6R1.class
                  : null),

  /** A picture of a stream: {@link PreviewFrame}. */
  PREVIEW_FRAME(
      PreviewFrame.class,
      "",
      (body, hint) -> hasAny(body, "frame_img", "preview_objs") ? PreviewFrame.V6R1.class : null),

  /** Which devices a box shows: {@link PreviewSettings}. */
  PREVIEW_SETTINGS(
      PreviewSettings.class,
      "",
      (body, hint) ->
          hasAny(body, "modify_media_device", "preview_device_list", "selected_device_list")
              ? PreviewSettings.V6R1.class
              : null),

  /** Asks for the capture devices: {@link DeviceListQuery}. */
  DEVICE_LIST_QUERY(
      DeviceListQuery.class,
      "/sophon/v2/face/getmediadevices",
      (body, hint) ->
          body.hasValue("media_device_id")
                  && !hasAny(body, "identity_id", "event_id", "timestamp")
                  && !hasAny(body, "media_device_name", "media_device_url", "media_device_ip")
              ? DeviceListQuery.V6R1.class
              : null),

  /** Adds or changes a capture device: {@link DeviceRegistration}. */
  DEVICE_REGISTRATION(
      DeviceRegistration.class,
      "/SophonDevice/api/Devices",
      (body, hint) ->
          hasAny(body, "device_key", "device_attr", "netRelay", "is_start_rtmp")
                  && !hasAny(body, "identity_id", "data")
              ? DeviceRegistration.V2R6.class
              : null),

  /** Where to post events as they happen: {@link EventServerUrl}. */
  EVENT_SERVER_URL(
      EventServerUrl.class,
      "/SophonFogSys/api/EventServerUrl",
      (body, hint) -> body.hasValue("event_server_url") ? EventServerUrl.V2R1.class : null),

  /** The answer to that: {@link EventServerUrlAnswer}. */
  EVENT_SERVER_URL_ANSWER(
      EventServerUrlAnswer.class,
      "",
      (body, hint) ->
          body.in("data").hasValue("event_server_url") ? EventServerUrlAnswer.V2R1.class : null),

  /** Where to post the events of the database: {@link HistoryEventUrl}. */
  HISTORY_EVENT_URL(
      HistoryEventUrl.class,
      "/SophonFogSys/api/HistoryEventUrl",
      (body, hint) ->
          body.hasValue("history_upload_event_url") ? HistoryEventUrl.V2R1.class : null),

  /** The answer to that: {@link HistoryEventUrlAnswer}. */
  HISTORY_EVENT_URL_ANSWER(
      HistoryEventUrlAnswer.class,
      "",
      (body, hint) ->
          body.in("data").hasValue("history_upload_event_url")
              ? HistoryEventUrlAnswer.V2R1.class
              : null),

  /** Where to report the state of a box: {@link MonitorServerUrl}. */
  MONITOR_SERVER_URL(
      MonitorServerUrl.class,
      "/SophonFogSys/api/MonitorServerUrl",
      (body, hint) ->
          body.hasValue("monitor_server_url")
              ? MonitorServerUrl.V2R1.class
              : body.hasValue("monitor_address_list") && !body.hasValue("reporter_id")
                  ? MonitorServerUrl.V5R7.class
                  : body.hasValue("device_monitor_url") && !body.hasList("device_monitor_url")
                      ? MonitorServerUrl.V6R1.class
                      : null),

  /** The answer to that: {@link MonitorServerUrlAnswer}. */
  MONITOR_SERVER_URL_ANSWER(
      MonitorServerUrlAnswer.class,
      "",
      (body, hint) -> {
        ReceivedObject data = body.in("data");
        return data.hasValue("monitor_server_url")
            ? MonitorServerUrlAnswer.V2R1.class
            : data.hasValue("monitor_address_list")
                ? MonitorServerUrlAnswer.V5R7.class
                : hasAny(body, "monitor_address_list", "device_monitor_url")
                    ? MonitorServerUrlAnswer.V6R1.class
                    : hasText(body, "data") && hint.pathHas("monitorserverurl")
                        ? MonitorServerUrlAnswer.DoneV2R1.class
                        : null;
      }),

  /** The configuration of a box, or a part of it: {@link Configs}. */
  CONFIGS(
      Configs.class,
      "",
      (body, hint) ->
          hasConfig(body, Configs.V6R1.class, hint)
              ? Configs.V6R1.class
              : hasConfig(body.in("data"), Configs.ItemsV5R7.class, hint)
                  ? Configs.V5R7.class
                  : null),

  /** Asks for the configuration: {@link ConfigsQuery}. */
  CONFIGS_QUERY(
      ConfigsQuery.class,
      "/sophon/v2/face/getconfigs",
      (body, hint) -> body.hasValue("config_name") ? ConfigsQuery.V6R1.class : null),

  /** Sets items of the configuration: {@link ConfigsChange}. */
  CONFIGS_CHANGE(
      ConfigsChange.class,
      "/SophonConfig/api/Configs",
      (body, hint) -> body.hasValue("config_dict") ? ConfigsChange.V5R7.class : null),

  /** The answer to that: {@link ConfigsChangeAnswer}. */
  CONFIGS_CHANGE_ANSWER(
      ConfigsChangeAnswer.class,
      "",
      (body, hint) ->
          hasAny(body.in("data"), "failed_configs", "success_configs")
              ? ConfigsChangeAnswer.V5R7.class
              : null),

  /** How to spread scores: {@link PrettyScore}. */
  PRETTY_SCORE(
      PrettyScore.class,
      "/SophonFogSys/api/PrettyScore",
      (body, hint) -> body.hasValue("threshold_range") ? PrettyScore.V5R3.class : null),

  /** The answer to that: {@link PrettyScoreAnswer}. */
  PRETTY_SCORE_ANSWER(
      PrettyScoreAnswer.class,
      "",
      (body, hint) ->
          body.in("data").hasValue("threshold_range") ? PrettyScoreAnswer.V5R3.class : null),

  /** Asks to open a door: {@link EventAction}. */
  EVENT_ACTION(
      EventAction.class,
      "/SophonFogSys/api/EventAction",
      (body, hint) -> body.hasList("action") ? EventAction.V2R1.class : null),

  /** The answer to that: {@link EventActionAnswer}. */
  EVENT_ACTION_ANSWER(
      EventActionAnswer.class,
      "",
      (body, hint) ->
          body.in("data").hasValue("action_mode") ? EventActionAnswer.V2R1.class : null),

  /** What to do at the door when a face matches: {@link GateControllerMode}. */
  GATE_CONTROLLER_MODE(
      GateControllerMode.class,
      "/SophonFogSys/api/GateControllerMode",
      (body, hint) -> body.hasValue("controller_mode") ? GateControllerMode.V2R2.class : null),

  /** The answer to that: {@link GateControllerModeAnswer}. */
  GATE_CONTROLLER_MODE_ANSWER(
      GateControllerModeAnswer.class,
      "",
      (body, hint) ->
          body.in("data").hasValue("controller_mode") ? GateControllerModeAnswer.V2R2.class : null),

  /** Logs in to a box: {@link BoxLogin}. */
  BOX_LOGIN(
      BoxLogin.class,
      "/SophonConfig/api/login",
      (body, hint) ->
          body.hasValue("username") && body.hasValue("password") ? BoxLogin.V5R7.class : null),

  /** The answer to that: {@link BoxLoginAnswer}. */
  BOX_LOGIN_ANSWER(
      BoxLoginAnswer.class,
      "",
      (body, hint) ->
          body.in("data").hasValue("success")
              ? BoxLoginAnswer.V5R7.class
              : body.hasValue("result") && hint.pathHas("login")
                  ? BoxLoginAnswer.V6R1.class
                  : null),

  /** The licence code of a box: {@link LicenceCodeAnswer}. */
  LICENCE_CODE_ANSWER(
      LicenceCodeAnswer.class,
      "",
      (body, hint) ->
          body.in("data").hasValue("dev_sno")
                  || (body.in("data").hasValue("response") && hint.pathHas("sophonmq"))
              ? LicenceCodeAnswer.V2R2.class
              : null),

  /** Makes a permission group: {@link PermissionGroup}. */
  PERMISSION_GROUP(
      PermissionGroup.class,
      "/SophonFogSys/api/permissions",
      (body, hint) ->
          body.hasValue("permission_name")
                  && !hasAny(body, "identity_id", "event_id", "group_name")
                  && !hasAny(
                      body, "device_ip", "rgb_image_base64", "rgb_image_path", "image_file_path")
              ? PermissionGroup.V2R2.class
              : null),

  /** The ids of permission groups or galleries: {@link GroupIdsAnswer}. */
  GROUP_IDS_ANSWER(
      GroupIdsAnswer.class,
      "",
      (body, hint) ->
          body.firstIn("data").hasValue("_id")
                  && !hasAny(body.firstIn("data"), "common", "timestamp")
                  && !body.hasValue("pagination")
              ? GroupIdsAnswer.V5R7.class
              : null),

  // -- commands and their results: 1.18

  /** Add people to a box: {@link PeopleCommand}. */
  PEOPLE_COMMAND(
      PeopleCommand.class,
      "",
      (body, hint) ->
          isCommand(body, "method", "add_users_plus")
              ? PeopleCommand.V2R1.class
              : isCommand(body, "message_key", "createidentity", "createidentities")
                  ? PeopleCommand.V6R1.class
                  : null),

  /** Delete people from a box: {@link PeopleRemoval}. */
  PEOPLE_REMOVAL(
      PeopleRemoval.class,
      "",
      (body, hint) ->
          isCommand(body, "method", "delete_users")
              ? PeopleRemoval.V2R1.class
              : isCommand(body, "message_key", "deleteidentity", "deleteidentities")
                  ? PeopleRemoval.V6R1.class
                  : null),

  /** Make permission groups on a box: {@link PermissionCommand}. */
  PERMISSION_COMMAND(
      PermissionCommand.class,
      "",
      (body, hint) ->
          isCommand(body, "method", "sync_permissions")
              ? PermissionCommand.V2R1.class
              : isCommand(body, "message_key", "createpermission", "createpermissions")
                  ? PermissionCommand.V6R1.class
                  : null),

  /** Erase what a box has stored: {@link WipeCommand}. */
  WIPE_COMMAND(
      WipeCommand.class,
      "",
      (body, hint) ->
          isCommand(body, "method", "wipe_data")
              ? WipeCommand.V2R1.class
              : isCommand(body, "message_key", "wipedata") ? WipeCommand.V6R1.class : null),

  /** Assess a picture: {@link QualityCommand}. */
  QUALITY_COMMAND(
      QualityCommand.class,
      "",
      (body, hint) ->
          isCommand(body, "method", "fiqa")
              ? QualityCommand.V2R1.class
              : isCommand(body, "message_key", "fiqa") ? QualityCommand.V6R1.class : null),

  /** Change settings of a box: {@link ConfigCommand}. */
  CONFIG_COMMAND(
      ConfigCommand.class,
      "",
      (body, hint) ->
          isCommand(body, "method", "control_config")
              ? ConfigCommand.V2R1.class
              : isCommand(body, "message_key", "controlconfig") ? ConfigCommand.V6R1.class : null),

  /** Add or update a device of a box: {@link DeviceCommand}. */
  DEVICE_COMMAND(
      DeviceCommand.class,
      "",
      (body, hint) ->
          isCommand(body, "method", "add_device", "update_device")
              ? DeviceCommand.V5R7.class
              : isCommand(body, "message_key", "addmediadevice", "updatemediadevice")
                  ? DeviceCommand.V6R1.class
                  : null),

  /** Delete a device from a box: {@link DeviceRemoval}. */
  DEVICE_REMOVAL(
      DeviceRemoval.class,
      "",
      (body, hint) ->
          isCommand(body, "method", "delete_device")
              ? DeviceRemoval.V5R7.class
              : isCommand(body, "message_key", "deletemediadevice", "deletemediadevices")
                  ? DeviceRemoval.V6R1.class
                  : null),

  /** What came of a command: {@link CommandResult}. */
  COMMAND_RESULT(
      CommandResult.class,
      "",
      (body, hint) ->
          body.hasValue("messageKey") && body.hasValue("success")
              ? CommandResult.V2R1.class
              : body.hasValue("message_key") && body.hasValue("result")
                  ? CommandResult.V6R1.class
                  : null),

  /** The people that a box asked for: {@link PeopleDetails}. */
  PEOPLE_DETAILS(
      PeopleDetails.class,
      "",
      (body, hint) -> body.in("data").hasList("user_list") ? PeopleDetails.V2R1.class : null),

  /** A request was refused: {@link ErrorAnswer}. */
  ERROR_ANSWER(
      ErrorAnswer.class,
      "",
      (body, hint) -> {
        ReceivedObject error = body.in("error");
        if (!error.hasValue("code")) {
          return null;
        }
        return error.hasValue("status") || error.get("code") instanceof Number
            ? ErrorAnswer.V2R1.class
            : ErrorAnswer.V6R1.class;
      }),

  /** Who passed a door, asked of the platform: {@link PlatformRecordQuery}. */
  PLATFORM_RECORD_QUERY(
      PlatformRecordQuery.class,
      "",
      (body, hint) ->
          body.hasValue("appkey")
                  && !body.hasValue("photoId")
                  && !body.hasValue("name")
                  && (body.hasValue("startTime")
                      || body.hasValue("endTime")
                      || body.hasValue("keyword")
                      || body.hasValue("locationIds")
                      || body.hasValue("hasUserphoto")
                      || body.hasValue("hascrossSrcPhoto")
                      || body.hasValue("hascrossFacePhoto")
                      || (body.hasValue("pageSize") && hint.pathHas("record")))
              ? PlatformRecordQuery.V2R2.class
              : null),

  /** Who passed a door: {@link PlatformRecordPage}. */
  PLATFORM_RECORD_PAGE(
      PlatformRecordPage.class,
      "",
      (body, hint) -> {
        ReceivedObject data = body.in("data");
        return body.hasValue("status")
                && (data.hasList("employees")
                    || data.hasList("strangers")
                    || data.hasList("visitors"))
            ? PlatformRecordPage.V2R2.class
            : null;
      }),

  /** Which devices the platform has: {@link PlatformDeviceQuery}. */
  PLATFORM_DEVICE_QUERY(
      PlatformDeviceQuery.class,
      "",
      (body, hint) ->
          body.hasValue("appkey")
                  && (body.hasValue("nodeDesc")
                      || body.hasValue("nodeType")
                      || body.hasValue("pageSize"))
              ? PlatformDeviceQuery.V2R2.class
              : null),

  /** The devices of the platform: {@link PlatformDevicePage}. */
  PLATFORM_DEVICE_PAGE(
      PlatformDevicePage.class,
      "",
      (body, hint) ->
          body.in("data").hasList("corssNodeOwnerships")
                  || body.in("data").hasList("crossNodeOwnerships")
              ? PlatformDevicePage.V2R2.class
              : null),

  /** A picture for the platform: {@link PlatformPictureUpload}. */
  PLATFORM_PICTURE_UPLOAD(
      PlatformPictureUpload.class,
      "",
      (body, hint) ->
          body.hasValue("appkey") && body.hasValue("photoByteStr")
              ? PlatformPictureUpload.V2R2.class
              : null),

  /** A visitor for the platform: {@link PlatformVisit}. */
  PLATFORM_VISIT(
      PlatformVisit.class,
      "",
      (body, hint) ->
          body.hasValue("appkey") && body.hasValue("name") && body.hasValue("photoId")
              ? PlatformVisit.V2R2.class
              : null),

  /** A picture asked of the platform: {@link PlatformPictureDownload}. */
  PLATFORM_PICTURE_DOWNLOAD(
      PlatformPictureDownload.class,
      "",
      (body, hint) ->
          body.hasValue("appkey") && body.hasValue("photoId")
              ? PlatformPictureDownload.V2R2.class
              : null),

  /** The platform has a picture: {@link PlatformPictureAnswer}. */
  PLATFORM_PICTURE_ANSWER(
      PlatformPictureAnswer.class,
      "",
      (body, hint) ->
          body.hasValue("status") && body.in("data").hasValue("photoId")
              ? PlatformPictureAnswer.V2R2.class
              : null),

  // -- questions and answers: 1.19, 5.1 to 5.10

  /** Asks for events by what they are: {@link EventQuery}. */
  EVENT_QUERY(
      EventQuery.class,
      "/sophon/v2/face/getevents",
      (body, hint) -> isPageQuery(body) && !isOfPeople(body, hint) ? EventQuery.V6R1.class : null),

  /** The events that were asked for: {@link EventPage}. */
  EVENT_PAGE(
      EventPage.class,
      "",
      (body, hint) -> {
        if (!body.hasObject("pagination")) {
          return null;
        }
        if (body.hasList("events")) {
          return EventPage.V6R1.class;
        }
        return isEmptyList(body, "data") || body.firstIn("data").hasObject("common")
            ? EventPage.V2R6.class
            : null;
      }),

  /** Asks for one event: {@link StoredEventRequest}. */
  STORED_EVENT_REQUEST(
      StoredEventRequest.class,
      "/sophon/v2/face/getevent",
      (body, hint) ->
          body.hasValue("event_id")
                  && !hasAny(body, "identity_id", "timestamp", "media_device_info", "data")
                  && (!hint.isPosted() || hint.pathHas("getevent"))
              ? StoredEventRequest.V6R1.class
              : null),

  /** Has a face replaced or deleted: {@link FaceChange}. Its keys are also those of an answer. */
  FACE_CHANGE(
      FaceChange.class,
      "/sophon/v2/face/replaceface",
      (body, hint) -> {
        if (!body.hasValue("identity_id") || hasAny(body, "event_id", "score")) {
          return null;
        }
        boolean namesFace = body.hasValue("face_id") || body.hasValue("register_image_id");
        boolean hasNew =
            body.hasValue("register_image")
                || body.hasValue("register_image_path")
                || body.hasValue("register_feature");
        return body.hasValue("register_image_index")
                || (namesFace
                    && (hasNew
                        || !(body.hasValue("face_id") && body.hasValue("register_image_id"))
                        || hint.pathHas("deleteface")))
            ? FaceChange.V6R1.class
            : null;
      }),

  /** What was registered: {@link PersonRegistrationAnswer}. */
  PERSON_REGISTRATION_ANSWER(
      PersonRegistrationAnswer.class,
      "",
      (body, hint) -> {
        ReceivedObject data = body.in("data");
        if (data.has("identity_id") && (data.hasObject("info") || data.hasValue("reg_photo"))) {
          return PersonRegistrationAnswer.V2R1.class;
        }
        return body.hasValue("identity_id")
                && body.hasValue("face_id")
                && body.hasValue("register_image_id")
            ? PersonRegistrationAnswer.V6R1.class
            : null;
      }),

  /** Who was deleted: {@link PersonDeletionAnswer}. */
  PERSON_DELETION_ANSWER(
      PersonDeletionAnswer.class,
      "",
      (body, hint) -> {
        ReceivedObject data = body.in("data");
        if (data.hasValue("message")
            && (data.hasValue("identity_id") || data.hasList("identity_ids"))) {
          return PersonDeletionAnswer.V2R1.class;
        }
        return body.hasList("success_identity_ids") || body.hasList("failed_identity_ids")
            ? PersonDeletionAnswer.V6R1.class
            : null;
      }),

  /** Asks for people: {@link PersonQuery}. */
  PERSON_QUERY(
      PersonQuery.class,
      "/sophon/v2/face/getidentities",
      (body, hint) -> isPageQuery(body) && isOfPeople(body, hint) ? PersonQuery.V6R1.class : null),

  /** The people that were asked for: {@link PersonPage}. */
  PERSON_PAGE(
      PersonPage.class,
      "",
      (body, hint) -> {
        if (body.in("data").hasList("identities_list")) {
          return PersonPage.V2R1.class;
        }
        return body.firstIn("identities").hasValue("identity_id") || isEmptyList(body, "identities")
            ? PersonPage.V6R1.class
            : null;
      }),

  /** A person as a box has them: {@link Person}. */
  PERSON(
      Person.class,
      "",
      (body, hint) ->
          body.hasValue("identity_id")
                  && (body.hasList("face_ids") || body.hasList("register_image_ids"))
              ? Person.V6R1.class
              : null),

  /** Registers or updates a person: {@link PersonRegistration}. */
  PERSON_REGISTRATION(
      PersonRegistration.class,
      "/SophonFogSys/api/users",
      (body, hint) -> {
        if (hasAny(body, "timestamp", "score", "result", "ext_data", "data")) {
          return null;
        }
        if (body.has("identity_id") && (body.hasObject("info") || body.hasValue("reg_photo"))) {
          return PersonRegistration.V2R1.class;
        }
        return body.hasValue("register_image")
                || body.hasValue("register_image_path")
                || body.hasValue("register_feature")
                || (body.hasValue("identity_id")
                    && (body.hasValue("identity_name")
                        || body.hasValue("user_type")
                        || body.hasList("permission_ids")
                        || body.hasObject("ext_user_info")))
            ? PersonRegistration.V6R1.class
            : null;
      }),

  /** Names people, to be told of or deleted: {@link PersonSelection}. */
  PERSON_SELECTION(
      PersonSelection.class,
      "/SophonFogSys/api/users",
      (body, hint) ->
          !hasAny(body, "timestamp", "data")
                  && (body.hasList("identity_ids")
                      || (body.hasValue("identity_id")
                          && (hint.pathHas("api/users") || hint.pathHas("getidentity"))))
              ? PersonSelection.V2R1.class
              : null),

  /** Asks whose face a picture shows: {@link IdentifyRequest}. */
  IDENTIFY_REQUEST(
      IdentifyRequest.class,
      "/SophonMatch/api/PictureMatch",
      (body, hint) -> {
        boolean hasImage = body.hasValue("rgb_image_base64");
        if (body.hasValue("rgb_image_path")
            || (hasImage
                && (body.hasValue("media_device_ip")
                    || body.hasValue("ir_image_path")
                    || body.hasValue("with_register_photo")
                    || body.hasValue("with_liveness_check")
                    || body.hasValue("with_result_modification")
                    || body.hasValue("with_default_group_only")
                    || (body.hasValue("permission_name") && !body.hasValue("group_name"))))) {
          return IdentifyRequest.V6R1.class;
        }
        return hasImage || body.hasValue("image_file_path") ? IdentifyRequest.V5R3.class : null;
      }),

  /** Whose face a picture shows: {@link IdentifyAnswer}. */
  IDENTIFY_ANSWER(
      IdentifyAnswer.class,
      "",
      (body, hint) -> {
        boolean saysWho =
            body.hasValue("identity_id")
                || body.hasValue("name")
                || body.hasValue("identity_info")
                || body.hasValue("reg_pic");
        if (body.hasValue("retcode") && saysWho && !hint.pathHas("compare")) {
          return IdentifyAnswer.V5R3.class;
        }
        return body.hasValue("result")
                && body.hasValue("score")
                && (body.hasValue("identity_id") || body.hasValue("identity_info"))
            ? IdentifyAnswer.V6R1.class
            : null;
      }),

  /** Asks whether two pictures show one person: {@link VerifyRequest}. */
  VERIFY_REQUEST(
      VerifyRequest.class,
      "/SophonMatch/api/compare",
      (body, hint) -> {
        if (body.hasValue("face_image_base64") && body.hasValue("card_image_base64")) {
          return VerifyRequest.V2R6.class;
        }
        return (body.hasValue("image_1_base64") || body.hasValue("image_1_path"))
                && (body.hasValue("image_2_base64") || body.hasValue("image_2_path"))
            ? VerifyRequest.V6R1.class
            : null;
      }),

  /** Asks for the faces in a picture: {@link DetectRequest}. */
  DETECT_REQUEST(
      DetectRequest.class,
      "/SophonFace/api/detect",
      (body, hint) ->
          isAboutPicture(body)
                  && (body.hasValue("with_feature")
                      || body.hasValue("with_attribute")
                      || body.hasValue("with_headpose")
                      || body.hasValue("with_landmark")
                      || body.hasValue("max_num_faces")
                      || hint.pathHas("detect"))
              ? DetectRequest.V5R3.class
              : null),

  /** The faces in a picture: {@link DetectAnswer}. */
  DETECT_ANSWER(
      DetectAnswer.class,
      "",
      (body, hint) -> {
        if (body.firstIn("faces").hasValue("bbox") || isEmptyList(body, "faces")) {
          return DetectAnswer.V6R1.class;
        }
        ReceivedObject first = body.firstIn("data");
        return (first.hasValue("bbox") && !first.hasValue("fiqa_result"))
                || (isEmptyList(body, "data") && hint.pathHas("detect"))
            ? DetectAnswer.V5R3.class
            : null;
      }),

  /** Asks how fit a picture is: {@link QualityRequest}. */
  QUALITY_REQUEST(
      QualityRequest.class,
      "/SophonFace/api/FIQA",
      (body, hint) ->
          body.hasValue("image_base64_str")
                  || (body.hasValue("image_path")
                      && (body.hasValue("fiqa_level") || hint.pathHas("fiqa")))
              ? QualityRequest.V2R6.class
              : null),

  /** How fit a picture is: {@link QualityAnswer}. */
  QUALITY_ANSWER(
      QualityAnswer.class,
      "",
      (body, hint) -> {
        if (body.hasValue("fiqa_result") && body.hasObject("detailed_result")) {
          return QualityAnswer.V6R1.class;
        }
        return body.firstIn("data").hasValue("fiqa_result")
                || (isEmptyList(body, "data") && hint.pathHas("fiqa"))
            ? QualityAnswer.V2R6.class
            : null;
      }),

  /** Asks for the events with a face: {@link PictureSearchRequest}. */
  PICTURE_SEARCH_REQUEST(
      PictureSearchRequest.class,
      "/SophonMatch/api/picturesearch",
      (body, hint) -> {
        if (body.hasValue("face_image_path")
            || (body.hasValue("face_image_base64")
                && (body.hasValue("media_device_ids") || hint.pathHas("searchbyimage")))) {
          return PictureSearchRequest.V6R1.class;
        }
        return body.hasValue("face_image_base64") ? PictureSearchRequest.V2R6.class : null;
      }),

  /** The events with a face: {@link PictureSearchAnswer}. */
  PICTURE_SEARCH_ANSWER(
      PictureSearchAnswer.class,
      "",
      (body, hint) -> {
        boolean saysHowFar = body.hasValue("endtimestamp") || body.hasValue("have_more");
        if (body.hasList("events") && (saysHowFar || body.hasValue("total_time"))) {
          return PictureSearchAnswer.V6R1.class;
        }
        return body.hasList("event_list")
                && (saysHowFar || body.hasValue("ret_code") || body.hasValue("retcode"))
            ? PictureSearchAnswer.V2R6.class
            : null;
      }),

  /** How well two pictures match: {@link VerifyAnswer}. That of V6 is a score and nothing else. */
  VERIFY_ANSWER(
      VerifyAnswer.class,
      "",
      (body, hint) -> {
        if (body.hasValue("retcode") && body.hasValue("score")) {
          return VerifyAnswer.V2R6.class;
        }
        return body.hasValue("score")
                && (hint.pathHas("compare") || (!hint.isPosted() && body.size() == 1))
            ? VerifyAnswer.V6R1.class
            : null;
      }),

  /** None of the others: {@link UnknownEvent}. */
  UNKNOWN(UnknownEvent.class, "", (body, hint) -> UnknownEvent.class);

  private static final Pattern CONFIG_NAME = Pattern.compile("[A-Z][A-Z0-9_]{2,}");

  private static final List<EventKind> ALL = List.of(values());

  private final Class<? extends SophonEvent> type;
  private final String defaultPath;

  private final boolean isOfEvents;
  private final boolean isOfCommands;

  @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
  private final BiFunction<ReceivedObject, Hint, @Nullable Class<? extends SophonEvent>> layoutOf;

  EventKind(
      Class<? extends SophonEvent> type,
      String defaultPath,
      BiFunction<ReceivedObject, Hint, @Nullable Class<? extends SophonEvent>> layoutOf) {
    this.type = type;
    this.isOfEvents = AccessEvent.class.isAssignableFrom(type);
    this.isOfCommands = BoxCommand.class.isAssignableFrom(type) || type.equals(CommandResult.class);
    this.defaultPath = defaultPath;
    this.layoutOf = layoutOf;
  }

  /** The interface that all layouts of the kind implement. */
  public Class<? extends SophonEvent> type() {
    return type;
  }

  /** The path that the vendor's pages post it to, empty for what is not posted. */
  public String defaultPath() {
    return defaultPath;
  }

  /** The layout of the first kind that knows this message. */
  static Class<? extends SophonEvent> layoutOf(ReceivedObject body, Hint hint) {
    boolean isSeen = isSeen(body);
    boolean isCommand = !isSeen && namesCommand(body);
    for (EventKind kind : ALL) {
      if ((isSeen && !kind.isOfEvents) || (isCommand && !kind.isOfCommands)) {
        continue;
      }
      Class<? extends SophonEvent> layout = kind.layoutOf.apply(body, hint);
      if (layout != null) {
        boolean isSure = kind.isOfEvents || Layout.of(layout).fits(body);
        return isSure ? layout : UnknownEvent.class; // and no other kind with fewer of its keys
      }
    }
    return UnknownEvent.class;
  }

  /**
   * The layout of a message that must be of one kind: that of its keys, else the first of the kind
   * that has its types, else the first.
   */
  @SuppressWarnings("unchecked") // what a kind permits are its layouts
  static Class<? extends SophonEvent> layoutOf(ReceivedObject body, Class<?> wanted) {
    if (wanted.isRecord()) {
      return (Class<? extends SophonEvent>) wanted;
    }
    for (EventKind kind : ALL) {
      if (kind.type == wanted) {
        Class<? extends SophonEvent> told = kind.layoutOf.apply(body, Hint.NONE);
        if (told != null) {
          return told;
        }
        List<Class<?>> layouts =
            List.of(requireNonNull(wanted.getPermittedSubclasses(), "layouts"));
        return (Class<? extends SophonEvent>)
            layouts.stream()
                .filter(layout -> Layout.of(layout).fits(body))
                .findFirst()
                .orElse(layouts.get(0));
      }
    }
    throw new IllegalArgumentException(
        "expected the interface of a kind or one of its layouts but was " + wanted.getName());
  }

  private static boolean isV5Stream(ReceivedObject body) {
    return body.has("identity_id")
        && body.hasValue("device_id")
        && body.hasValue("ext_data")
        && !body.hasValue("want_action");
  }

  /** The older history layouts have ext_data as real-time events have; these keys tell them. */
  private static boolean isHistoryWithExtension(
      ReceivedObject body, ReceivedObject extension, Hint hint) {
    return body.hasValue("want_action")
        || extension.hasValue("dev_sno")
        || extension.hasValue("ir_pic")
        || extension.hasValue("info")
        || hint.pathHas("history");
  }

  private static boolean hasAny(ReceivedObject body, String... names) {
    for (String name : names) {
      if (body.hasValue(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasText(ReceivedObject body, String name) {
    Object value = body.get(name);
    return value instanceof String || value instanceof EncodedImage;
  }

  private static boolean isOfBox(ReceivedObject body) {
    return hasAny(body, "gateway_ext_data", "gateway_sn", "gateway_status", "gateway_ip");
  }

  /** An item that the layout knows; where items were asked for, any name in upper case is one. */
  private static boolean hasConfig(ReceivedObject body, Class<?> items, Hint hint) {
    Layout layout = Layout.of(items);
    boolean asked = hint.pathHas("configs");
    for (int i = 0; i < body.size(); i++) {
      String name = body.name(i);
      if (body.value(i) != null
          && (layout.wireOf(name) != null || (asked && CONFIG_NAME.matcher(name).matches()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is one of these commands and not the result of one, which names the command too. */
  private static boolean isCommand(ReceivedObject body, String field, String... methods) {
    Object told = hasAny(body, "result", "code") ? null : body.get(field);
    return told != null && List.of(methods).contains(told);
  }

  /** Whether somebody was seen at some time, whatever else the layout has. */
  static boolean isSeen(ReceivedObject body) {
    return (body.hasValue("identity_id") && body.hasValue("timestamp"))
        || (body.hasValue("userId") && body.hasValue("crossTime"));
  }

  /** A command over RabbitMQ, or its result, may have the keys of a request over HTTP. */
  private static boolean namesCommand(ReceivedObject body) {
    return hasAny(body, "method", "message_key", "messageKey");
  }

  private static boolean isPageQuery(ReceivedObject body) {
    return (body.hasObject("filters") || body.hasValue("page_limit") || body.hasValue("page_index"))
        && !hasAny(body, "events", "identities", "data", "total_count");
  }

  private static boolean isOfPeople(ReceivedObject body, Hint hint) {
    return body.in("filters").hasValue("permission_id_list") || hint.pathHas("identit");
  }

  /** Both FIQA and detection ask of one picture; detection says what it wants to know. */
  private static boolean isAboutPicture(ReceivedObject body) {
    return hasAny(body, "image_base64_str", "image_url", "image_path");
  }

  private static boolean isEmptyList(ReceivedObject body, String name) {
    return body.get(name) instanceof List<?> list && list.isEmpty();
  }
}
