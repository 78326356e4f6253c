package io.sophonevents.event;

import org.jspecify.annotations.Nullable;

/**
 * A call of the platform's open API by a third party: what all of them share.
 *
 * <p>Source: docs/protocol.md, section 5.5. The call is signed over its exact bytes, so send what
 * was signed.
 */
public sealed interface PlatformRequest extends SophonEvent
    permits PlatformRecordQuery,
        PlatformDeviceQuery,
        PlatformPictureUpload,
        PlatformPictureDownload,
        PlatformVisit {

  /** Who calls, as the platform numbers third parties. */
  @Nullable String appKey();

  /** When the call was made. */
  @Nullable EventTime time();
}
