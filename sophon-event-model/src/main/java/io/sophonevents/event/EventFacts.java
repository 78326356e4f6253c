package io.sophonevents.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, layout left aside, by the names that the layouts have in Java. Another layout
 * takes what it has a place for; what remains is lost. Not safe for use by many threads.
 */
final class EventFacts {
  private final Map<String, Object> facts = new LinkedHashMap<>();

  static EventFacts of(AccessEvent event) {
    EventFacts facts = new EventFacts();
    facts.add("identityName", event.identityName());
    facts.add("score", event.score());
    facts.add("personType", event.personType());
    facts.add("captureDeviceIp", event.captureDeviceIp());
    facts.add("registeredImage", event.registeredImage());
    facts.add("sceneImage", event.sceneImage());
    facts.add("faceImages", event.faceImage() == null ? null : EncodedImages.of(event.faceImage()));
    facts.add("eventId", event.eventId());
    facts.addAttributes(event.attributes());
    if (event instanceof RealTimeEvent realTime) {
      facts.addRealTime(realTime);
    } else if (event instanceof HistoryEvent history) {
      facts.addHistory(history);
    } else if (event instanceof StreamEvent stream) {
      facts.addStream(stream);
    } else if (event instanceof AccessRecord.V5R6 record) {
      facts.addStream(record.record());
    } else if (event instanceof AccessRecord.V2R2 record) {
      facts.add("deviceId", record.cameraId());
      facts.add("captureDeviceType", record.captureDeviceType());
      facts.add("boxId", record.boxId());
      facts.add("photoId", record.photoId());
      facts.add("registeredImageId", record.registeredImageId());
      facts.add("faceImageId", record.faceImageId());
      facts.addUnknown(record.unknownFields());
    } else if (event instanceof StoredEvent stored) {
      facts.addStored(stored);
    }
    return facts;
  }

  /** What the fact is, which no longer counts as lost; null if there is none. */
  <T> @Nullable T take(String name, Class<T> type) {
    return type.cast(facts.remove(name));
  }

  /** A text, empty where there is none: the vendor counts an empty text as a value. */
  String takeText(String name) {
    String text = take(name, String.class);
    return text == null ? "" : text;
  }

  /** Puts a fact back that could not be used after all. */
  void lose(String name) {
    facts.put(name, name);
  }

  /** The names of what nobody took although it says something. */
  List<String> left() {
    List<String> names = new ArrayList<>();
    facts.forEach(
        (name, fact) -> {
          if (!saysNothing(fact)) {
            names.add(name);
          }
        });
    return names;
  }

  private void addRealTime(RealTimeEvent realTime) {
    add("galleryName", realTime.galleryName());
    addExtension(realTime.extension());
    if (realTime instanceof RealTimeEvent.V2R1 event) {
      addUnknown(event.unknownFields());
    } else if (realTime instanceof RealTimeEvent.V2R2 event) {
      addUnknown(event.unknownFields());
    } else if (realTime instanceof RealTimeEvent.FogV2R1 event) {
      addUnknown(event.unknownFields());
    }
  }

  private void addHistory(HistoryEvent history) {
    add("wantedAction", history.wantedAction());
    add("licenceCode", history.licenceCode());
    if (history instanceof HistoryEvent.V2R1 event) {
      add("galleryName", event.galleryName());
      addExtension(event.extension());
      addUnknown(event.unknownFields());
    } else if (history instanceof HistoryEvent.V5R3 event) {
      add("galleryName", event.galleryName());
      addExtension(event.extension());
      addUnknown(event.unknownFields());
    } else if (history instanceof HistoryEvent.V5R4 event) {
      add("identityInfo", event.identityInfo());
      add("faceImages", event.faceImages());
      add("infraredImages", event.infraredImages());
      add("leftTime", event.leftTime());
      addDevice(event.captureDevice());
      addUnknown(event.unknownFields());
    } else if (history instanceof HistoryEvent.V6R1 event) {
      EncodedImage infrared = event.infraredImage();
      add("infraredImages", infrared == null ? null : EncodedImages.of(infrared));
      add("enteredTime", event.enteredTime());
      add("leftTime", event.leftTime());
      addDevice(event.captureDevice());
      addUnknown(event.unknownFields());
    }
  }

  private void addStream(StreamEvent stream) {
    if (stream instanceof StreamEvent.V5R2 event) {
      add("identityInfo", event.identityInfo());
      add("galleryName", event.galleryName());
      add("deviceId", event.deviceId());
      if (event.extension() != null) {
        addExtension(event.extension());
      }
      addUnknown(event.unknownFields());
    } else if (stream instanceof StreamEvent.V6R1 event) {
      add("deviceId", event.deviceId());
      add("mediaType", event.mediaType());
      addOther("regPic", event.regPic(), event.registeredImage());
      addUnknown(event.unknownFields());
    }
  }

  private void addStored(StoredEvent stored) {
    add("sceneImageId", stored.sceneImageId());
    add("faceImageId", stored.faceImageId());
    add("infraredImageId", stored.infraredImageId());
    add("permissionId", stored.permissionId());
    add("permissionName", stored.permissionName());
    add("wantedAction", stored.wantedAction());
    add("isUploaded", stored.isUploaded());
    add("enteredTime", stored.enteredTime());
    add("recognisedTime", stored.recognisedTime());
    add("leftTime", stored.leftTime());
    add("poseScore", stored.poseScore());
    addDevice(stored.captureDevice());
    if (stored instanceof StoredEvent.V2R6 event) {
      addParts(event);
      addUnknown(event.unknownFields());
    } else if (stored instanceof StoredEvent.V6R1 event) {
      add("registeredImageId", event.registeredImageId());
      add("frameNumber", event.frameNumber());
      StoredEvent.Extension extension = event.extension();
      if (extension != null) {
        add("depthImageId", extension.depthImageId());
        addTrack(extension.trackId(), extension.videoShape(), extension.strangerNumber());
        addUnknown(extension.unknownFields());
      }
      addUnknown(event.unknownFields());
    }
  }

  private void addParts(StoredEvent.V2R6 event) {
    StoredEvent.Common common = event.common();
    add("identityInfo", common.identityInfo());
    String gallery = DeviceView.bestId(common.galleryName(), common.galleryId());
    add("galleryName", gallery); // the vendor puts the id where there is no name
    add("galleryId", Objects.equals(gallery, common.galleryId()) ? null : common.galleryId());
    add("cardId", common.cardId());
    add("frameNumber", common.frameNumber());
    addUnknown(common.unknownFields());
    if (event.gateData() != null) {
      add("depthImageId", event.gateData().depthImageId());
      addUnknown(event.gateData().unknownFields());
    }
    if (event.grabberData() != null) {
      add("grabberQuality", event.grabberData().quality());
      addUnknown(event.grabberData().unknownFields());
    }
    StoredEvent.VideoData video = event.videoData();
    if (video != null) {
      add("enteredSceneImageId", video.enteredSceneImageId());
      add("enteredFaceImageId", video.enteredFaceImageId());
      add("enteredBox", video.enteredBox());
      addTrack(video.trackId(), video.videoShape(), video.strangerNumber());
      addUnknown(video.unknownFields());
    }
  }

  private void addTrack(
      @Nullable SentNumber id,
      @Nullable List<SentNumber> videoShape,
      @Nullable SentNumber strangerNumber) {
    add("trackId", id);
    add("videoShape", videoShape);
    add("strangerNumber", strangerNumber);
  }

  private void addExtension(EventExtension extension) {
    add("captureDeviceType", extension.captureDeviceType());
    if (extension instanceof EventExtension.V2R1 first) {
      add("endpointId", first.endpointId());
      addUnknown(first.unknownFields());
    } else if (extension instanceof EventExtension.V2R2 later) {
      add("endpointId", later.endpointId());
      add("faceImages", later.faceImages());
      addQuality(later.grabberQuality(), later.boxQuality());
      addUnknown(later.unknownFields());
    } else if (extension instanceof EventExtension.HistoryV2R1 history) {
      add("endpointId", history.endpointId());
      add("faceImages", history.faceImages());
      addQuality(history.grabberQuality(), history.boxQuality());
      addUnknown(history.unknownFields());
    } else if (extension instanceof EventExtension.HistoryV5R3 history) {
      add("endpointId", history.endpointId());
      add("faceImages", history.faceImages());
      add("infraredImages", history.infraredImages());
      addUnknown(history.unknownFields());
    }
  }

  private void addQuality(@Nullable GrabberQuality grabber, @Nullable BoxQuality box) {
    add("grabberQuality", grabber);
    add("boxQuality", box);
  }

  private void addDevice(@Nullable CaptureDevice device) {
    if (device == null) {
      return;
    }
    add("deviceId", device.deviceId());
    add("mediaType", device.type());
    add("captureDeviceName", device.name());
    if (device instanceof CaptureDevice.V5R4 flat) {
      add("endpointId", flat.endpointId());
      addUnknown(flat.unknownFields());
    } else if (device instanceof CaptureDevice.V6R1 media) {
      add("captureDeviceUrl", media.url());
      addUnknown(media.unknownFields());
    }
  }

  private void addAttributes(@Nullable FaceAttributes attributes) {
    if (attributes == null) {
      return;
    }
    add("age", attributes.age());
    add("gender", attributes.gender());
    add("glasses", attributes.glasses());
    add("mask", attributes.mask());
    add("box", attributes.box());
    add("points", attributes.points());
    add("embedding", attributes.embedding());
    if (attributes instanceof FaceAttributes.V5R2 first) {
      addUnknown(first.unknownFields());
    } else if (attributes instanceof FaceAttributes.V5R4 flat) {
      add("hat", flat.hat());
      add("expression", flat.expression());
      addOther("listedEmbedding", flat.listedEmbedding(), flat.embedding());
      addOther("binaryEmbedding", flat.binaryEmbedding(), flat.embedding());
      addUnknown(flat.unknownFields());
    } else if (attributes instanceof FaceAttributes.V6R1 latest) {
      add("hat", latest.hat());
      add("expression", latest.expression());
      addOther("binaryEmbedding", latest.binaryEmbedding(), latest.embedding());
      addOther("base64Embedding", latest.base64Embedding(), latest.embedding());
      addUnknown(latest.unknownFields());
    }
  }

  private void addUnknown(Map<String, @Nullable Object> unknown) {
    unknown.forEach((name, value) -> add(Converted.UNKNOWN + name, value == null ? null : this));
  }

  /** What was sent under one name and hidden by another value under the other name. */
  private void addOther(String name, @Nullable Object sent, @Nullable Object used) {
    add(name, Objects.equals(sent, used) ? null : sent);
  }

  private void add(String name, @Nullable Object fact) {
    if (fact != null) {
      facts.put(name, fact);
    }
  }

  /** Whether nothing is lost with it. */
  private static boolean saysNothing(Object fact) {
    return fact.equals("")
        || fact.equals(IdentityInfo.NONE)
        || fact.equals(WantedAction.NONE)
        || fact.equals(GrabberQuality.NONE)
        || fact.equals(BoxQuality.NONE)
        || (fact instanceof EncodedImage image && image.isEmpty())
        || (fact instanceof EncodedImages images
            && images.all().stream().allMatch(EncodedImage::isEmpty))
        || (fact instanceof Code code && code.text().isEmpty())
        || (fact instanceof List<?> list && list.isEmpty())
        || (fact instanceof FaceBox box && box.isEmpty())
        || (fact instanceof FacePoints points && points.numbers().isEmpty())
        || (fact instanceof Embedding embedding
            && embedding.size() == 0
            && !embedding.isUnreadable());
  }
}
