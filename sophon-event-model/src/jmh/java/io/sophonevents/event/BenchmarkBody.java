package io.sophonevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;

/**
 * Bodies of SE3 real-time events as boxes send them, the same in every run. The base64 of a random
 * picture is as hard to read as that of a real one.
 */
final class BenchmarkBody {
  private static final int SCENE_BYTES = 200_000;
  private static final int FACE_BYTES = 60_000;

  private BenchmarkBody() {}

  /** 364 bytes, without pictures. */
  static byte[] small() {
    return body("", "");
  }

  /** 347 kB, with a scene of 200 kB and a face of 60 kB. */
  static byte[] big() {
    Random random = new Random(1);
    return body(picture(random, SCENE_BYTES), picture(random, FACE_BYTES));
  }

  /** A guard against a benchmark of something else: both must say the same. */
  static void requireSameTree(byte[] expected, byte[] written) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    if (!mapper.readTree(expected).equals(mapper.readTree(written))) {
      throw new IllegalStateException("expected the same tree as was read");
    }
  }

  private static String picture(Random random, int size) {
    byte[] picture = new byte[size];
    random.nextBytes(picture);
    return Base64.getEncoder().encodeToString(picture);
  }

  private static byte[] body(String scene, String face) {
    return """
    {"identity_id": "SLOTSLOTSLOTSLOT", "identity_name": "小明", "group_name": "default_group", \
    "reg_pic": "", "timestamp": 1566016554020, "score": 0.6231614351272583, \
    "ext_data": {"device_ip": "192.168.1.243", "ep_id": "AKOPKKKKK__192.168.1.25", \
    "spot_pic": "SCENE", "recognize_face": "FACE", "person_type": 1, "device_type": "0", \
    "grab_fiqa_info": {}, "box_fiqa_info": {}}}"""
        .replace("SCENE", scene)
        .replace("FACE", face)
        .getBytes(UTF_8);
  }
}
