package io.sophonevents.event;

/**
 * A message of a box or platform, typed and lossless: what was read is written again as the same
 * JSON, unknown fields included. Start at {@link EventKind} for what there is.
 */
public sealed interface SophonEvent
    permits AccessEvent,
        AccessRecordAnswer,
        BoxCommand,
        BoxLogin,
        BoxLoginAnswer,
        BoxStatus,
        CommandResult,
        Configs,
        ConfigsChange,
        ConfigsChangeAnswer,
        ConfigsQuery,
        DetectAnswer,
        DetectRequest,
        DeviceList,
        DeviceListQuery,
        DeviceRegistration,
        DeviceSync,
        DeviceSyncAnswer,
        ErrorAnswer,
        EventAction,
        EventActionAnswer,
        EventPage,
        EventQuery,
        EventServerUrl,
        EventServerUrlAnswer,
        FaceChange,
        GateControllerMode,
        GateControllerModeAnswer,
        GroupIdsAnswer,
        HistoryEventUrl,
        HistoryEventUrlAnswer,
        IdentifyAnswer,
        IdentifyRequest,
        LicenceCodeAnswer,
        MediaDeviceStatus,
        MonitorServerUrl,
        MonitorServerUrlAnswer,
        PeopleDetails,
        PermissionGroup,
        Person,
        PersonDeletionAnswer,
        PersonPage,
        PersonQuery,
        PersonRegistration,
        PersonRegistrationAnswer,
        PersonSelection,
        PictureSearchAnswer,
        PictureSearchRequest,
        PlatformDevicePage,
        PlatformDeviceStatus,
        PlatformLoginAnswer,
        PlatformPictureAnswer,
        PlatformRecordPage,
        PlatformRequest,
        PrettyScore,
        PrettyScoreAnswer,
        PreviewFrame,
        PreviewSettings,
        QualityAnswer,
        QualityRequest,
        StoredEventRequest,
        StreamSubscription,
        SystemStatus,
        UnknownEvent,
        VerifyAnswer,
        VerifyRequest {

  /** What it is. */
  EventKind kind();

  /** The generation of its fields, named after the first firmware that sends it. */
  default String layout() {
    return getClass().getSimpleName();
  }
}
