package io.sophonevents.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sophonevents.event.EventTime;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.StreamEvent;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private final Duplicates duplicates = new Duplicates();

  private static StreamEvent v5(String person, String device, long millis, PersonType type) {
    return StreamEvent.V5R2
        .builder(IdentityId.of(person), EventTime.ofMillis(millis))
        .deviceId(device)
        .personType(type)
        .build();
  }

  private static StreamEvent v6(String eventId) {
    return StreamEvent.V6R1
        .builder(IdentityId.of("1"), EventTime.ofMillis(1566016554020L))
        .eventId(eventId)
        .build();
  }

  @Test
  void anEventOfV5IsToldByDeviceTimePersonAndKind() {
    StreamEvent event = v5("1", "a", 1566016554020L, PersonType.EMPLOYEE);
    assertThat(duplicates.isNewLive(event)).isTrue();
    duplicates.startQuery();
    assertThat(duplicates.isNewRemembered(event)).isFalse();
    assertThat(duplicates.isNewRemembered(v5("2", "a", 1566016554020L, PersonType.EMPLOYEE)))
        .isTrue();
    assertThat(duplicates.isNewRemembered(v5("1", "b", 1566016554020L, PersonType.EMPLOYEE)))
        .isTrue();
    assertThat(duplicates.isNewRemembered(v5("1", "a", 1566016554021L, PersonType.EMPLOYEE)))
        .isTrue();
    assertThat(duplicates.isNewRemembered(v5("1", "a", 1566016554020L, PersonType.VISITOR)))
        .isTrue();
  }

  @Test
  void anEventOfV6IsToldByItsId() {
    assertThat(duplicates.isNewLive(v6("001628066406.650539"))).isTrue();
    assertThat(duplicates.isNewLive(v6("001628066406.650540"))).isTrue();
    duplicates.startQuery();
    assertThat(duplicates.isNewRemembered(v6("001628066406.650539"))).isFalse();
    assertThat(duplicates.isNewRemembered(v6("001628066406.650541"))).isTrue();
    assertThat(duplicates.isNewRemembered(v6("001628066406.650541"))).isFalse();
    assertThat(duplicates.isNewLive(v6("001628066406.650541"))).isFalse();
  }

  @Test
  void eachQuestionCountsAnew() {
    StreamEvent stranger = v5("", "a", 1566016554020L, PersonType.STRANGER);
    duplicates.startQuery();
    assertThat(duplicates.isNewRemembered(stranger)).isTrue();
    assertThat(duplicates.isNewRemembered(stranger)).isTrue(); // two in one picture
    duplicates.startQuery();
    assertThat(duplicates.isNewRemembered(stranger)).isFalse();
    assertThat(duplicates.isNewRemembered(stranger)).isFalse();
    assertThat(duplicates.isNewRemembered(stranger)).isTrue(); // the third was stored late
  }

  @Test
  void theOldestIsForgotten() {
    StreamEvent first = v5("1", "a", 0, PersonType.EMPLOYEE);
    assertThat(duplicates.isNewLive(first)).isTrue();
    for (int i = 1; i < Duplicates.REMEMBERED; i++) {
      duplicates.isNewLive(v5("1", "a", i, PersonType.EMPLOYEE));
    }
    duplicates.startQuery();
    assertThat(duplicates.isNewRemembered(first)).isFalse();
    duplicates.isNewLive(v5("1", "a", Duplicates.REMEMBERED, PersonType.EMPLOYEE));
    assertThat(duplicates.isNewRemembered(first)).isTrue();
  }
}
