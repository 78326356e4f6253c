package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The peer of {@link RealTimeEvent.V2R2}: the same fields as plain types, for Jackson to fill.
 * Pictures are texts, unknown fields are not kept.
 */
public final class EventBean {
  @JsonProperty("identity_id")
  public String identityId;

  @JsonProperty("identity_name")
  public String identityName;

  @JsonProperty("group_name")
  public String galleryName;

  @JsonProperty("reg_pic")
  public String registeredImage;

  @JsonProperty("timestamp")
  public long time;

  @JsonProperty("score")
  public double score;

  @JsonProperty("ext_data")
  public Extension extension;

  /** {@code ext_data}. */
  public static final class Extension {
    @JsonProperty("device_ip")
    public String captureDeviceIp;

    @JsonProperty("ep_id")
    public String endpointId;

    @JsonProperty("spot_pic")
    public String sceneImage;

    @JsonProperty("recognize_face")
    public String faceImage;

    @JsonProperty("person_type")
    public int personType;

    @JsonProperty("device_type")
    public String captureDeviceType;

    @JsonProperty("grab_fiqa_info")
    public Grabber grabberQuality;

    @JsonProperty("box_fiqa_info")
    public Box boxQuality;
  }

  /** {@code grab_fiqa_info}; what is absent is not written, as we do not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static final class Grabber {
    public Double confidence;

    @JsonProperty("face_id")
    public Long faceId;

    public Double pitch;
    public Double yaw;
    public Double roll;
    public Integer age;

    @JsonProperty("eye_dist")
    public Double eyeDistance;

    public Integer sex;
  }

  /** {@code box_fiqa_info}; what is absent is not written, as we do not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static final class Box {
    public Integer age;
    public Integer sex;

    @JsonProperty("fiqa_result")
    public Boolean isGoodEnough;

    @JsonProperty("success")
    public List<String> passed;

    @JsonProperty("fails")
    public List<String> failed;
  }
}
