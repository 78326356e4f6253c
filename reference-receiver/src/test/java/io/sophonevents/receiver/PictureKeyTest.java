package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureKeyTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 7, 8, 1000, 1001, 1002, 1003})
  void everyByteCounts(int length) {
    byte[] picture = new byte[length];
    new Random(length).nextBytes(picture);
    byte[] key = PictureKey.of(picture);

    assertThat(key).hasSize(PictureKey.BYTES);
    assertThat(PictureKey.fits(key, picture)).isTrue();
    assertThat(PictureKey.fits(PictureKey.second(picture), picture)).isTrue();
    for (int i = 0; i < length; i++) {
      byte[] other = picture.clone();
      other[i] ^= 1;
      assertThat(PictureKey.fits(key, other)).as("byte %d", i).isFalse();
    }
    assertThat(PictureKey.fits(key, Arrays.copyOf(picture, length + 1))).isFalse();
  }

  @Test
  void twoPicturesMayHaveTheFirstKeyInCommonButNotTheSecond() {
    byte[] picture = new byte[1000];
    byte[] other = Samples.ofTheSameKey(picture);

    assertThat(other).isNotEqualTo(picture);
    assertThat(PictureKey.of(other)).isEqualTo(PictureKey.of(picture));
    assertThat(PictureKey.second(other)).isNotEqualTo(PictureKey.second(picture));
  }
}
