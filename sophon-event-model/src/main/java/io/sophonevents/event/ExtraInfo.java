package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What else was said of a person when they were registered: an employee, a resident or a visitor.
 * The vendor types all of it as texts, all of them optional; numbers are read too.
 *
 * <p>Personal data: {@code toString()} prints no value.
 */
public sealed interface ExtraInfo {
  /** Of the mobile telephone. */
  @Nullable Code mobile();

  /** The address for e-mail. */
  @Nullable Code email();

  /** Of the identity card. */
  @Nullable Code idCardNumber();

  /** In whatever words. */
  @Nullable Code gender();

  /** Of the card that opens the door. */
  @Nullable Code visitCardNumber();

  /** As the employer numbers people. */
  @Nullable Code employeeNumber();

  /** Where they work. */
  @Nullable Code department();

  /** When they joined. */
  @Nullable Code entryTime();

  /** What they are at work. */
  @Nullable Code title();

  /** Where they live or work. */
  @Nullable Code address();

  /** Of the building. */
  @Nullable Code floor();

  /** The number of the building. */
  @Nullable Code building();

  /** The number of the room. */
  @Nullable Code room();

  /** In whatever words. */
  @Nullable Code description();

  /** From when a visitor is admitted. */
  @Nullable Code startTime();

  /** Until when a visitor is admitted. */
  @Nullable Code endTime();

  /** What a visitor comes for. */
  @Nullable Code purpose();

  /** Whom a visitor comes to see. */
  @Nullable Code interviewee();

  /** Where a visitor comes from. */
  @Nullable Code visitorCompany();

  /** What to greet the person with. */
  @Nullable Code welcomeMessage();

  /** Makes one by hand, in the layout that is asked for last. */
  static Builder builder() {
    return new Builder();
  }

  /**
   * {@code ext_info} of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.9.
   */
  record V2R1(
      @JsonProperty("mobile") @Nullable Code mobile,
      @JsonProperty("email") @Nullable Code email,
      @JsonProperty("idNumber") @Nullable Code idCardNumber,
      @JsonProperty("gender") @Nullable Code gender,
      @JsonProperty("visit_card_number") @Nullable Code visitCardNumber,
      @JsonProperty("jobNumber") @Nullable Code employeeNumber,
      @JsonProperty("department") @Nullable Code department,
      @JsonProperty("entryTime") @Nullable Code entryTime,
      @JsonProperty("title") @Nullable Code title,
      @JsonProperty("address") @Nullable Code address,
      @JsonProperty("floor") @Nullable Code floor,
      @JsonProperty("building_no") @Nullable Code building,
      @JsonProperty("room") @Nullable Code room,
      @JsonProperty("descriptor") @Nullable Code description,
      @JsonProperty("startTime") @Nullable Code startTime,
      @JsonProperty("endTime") @Nullable Code endTime,
      @JsonProperty("purpose") @Nullable Code purpose,
      @JsonProperty("Interviewee") @Nullable Code interviewee,
      @JsonProperty("comeFrom") @Nullable Code visitorCompany,
      @JsonProperty("message") @Nullable Code welcomeMessage,
      Map<String, @Nullable Object> unknownFields)
      implements ExtraInfo {
    public V2R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code ext_user_info} of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.9.
   *
   * <p>The vendor lists what is named anew; the rest is taken to keep its name (inferred).
   */
  record V6R1(
      @JsonProperty("mobile") @Nullable Code mobile,
      @JsonProperty("email") @Nullable Code email,
      @JsonProperty("id_card") @Nullable Code idCardNumber,
      @JsonProperty("gender") @Nullable Code gender,
      @JsonProperty("visit_card_number") @Nullable Code visitCardNumber,
      @JsonProperty("employee_number") @Nullable Code employeeNumber,
      @JsonProperty("department") @Nullable Code department,
      @JsonProperty("entry_time") @Nullable Code entryTime,
      @JsonProperty("title") @Nullable Code title,
      @JsonProperty("address") @Nullable Code address,
      @JsonProperty("floor") @Nullable Code floor,
      @JsonProperty("building_no") @Nullable Code building,
      @JsonProperty("room") @Nullable Code room,
      @JsonProperty("description") @Nullable Code description,
      @JsonProperty("start_time") @Nullable Code startTime,
      @JsonProperty("end_time") @Nullable Code endTime,
      @JsonProperty("purpose") @Nullable Code purpose,
      @JsonProperty("interviewee") @Nullable Code interviewee,
      @JsonProperty("visitor_company") @Nullable Code visitorCompany,
      @JsonProperty("welcome_message") @Nullable Code welcomeMessage,
      Map<String, @Nullable Object> unknownFields)
      implements ExtraInfo {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /** Makes one by hand. Not safe for use by many threads. */
  final class Builder {
    private @Nullable Code mobile;
    private @Nullable Code email;
    private @Nullable Code idCardNumber;
    private @Nullable Code gender;
    private @Nullable Code visitCardNumber;
    private @Nullable Code employeeNumber;
    private @Nullable Code department;
    private @Nullable Code entryTime;
    private @Nullable Code title;
    private @Nullable Code address;
    private @Nullable Code floor;
    private @Nullable Code building;
    private @Nullable Code room;
    private @Nullable Code description;
    private @Nullable Code startTime;
    private @Nullable Code endTime;
    private @Nullable Code purpose;
    private @Nullable Code interviewee;
    private @Nullable Code visitorCompany;
    private @Nullable Code welcomeMessage;

    private Builder() {}

    public Builder mobile(String mobile) {
      this.mobile = Code.of(mobile);
      return this;
    }

    public Builder email(String email) {
      this.email = Code.of(email);
      return this;
    }

    public Builder idCardNumber(String idCardNumber) {
      this.idCardNumber = Code.of(idCardNumber);
      return this;
    }

    public Builder gender(String gender) {
      this.gender = Code.of(gender);
      return this;
    }

    public Builder visitCardNumber(String visitCardNumber) {
      this.visitCardNumber = Code.of(visitCardNumber);
      return this;
    }

    public Builder employeeNumber(String employeeNumber) {
      this.employeeNumber = Code.of(employeeNumber);
      return this;
    }

    public Builder department(String department) {
      this.department = Code.of(department);
      return this;
    }

    public Builder entryTime(String entryTime) {
      this.entryTime = Code.of(entryTime);
      return this;
    }

    public Builder title(String title) {
      this.title = Code.of(title);
      return this;
    }

    public Builder address(String address) {
      this.address = Code.of(address);
      return this;
    }

    public Builder floor(String floor) {
      this.floor = Code.of(floor);
      return this;
    }

    public Builder building(String building) {
      this.building = Code.of(building);
      return this;
    }

    public Builder room(String room) {
      this.room = Code.of(room);
      return this;
    }

    public Builder description(String description) {
      this.description = Code.of(description);
      return this;
    }

    public Builder startTime(String startTime) {
      this.startTime = Code.of(startTime);
      return this;
    }

    public Builder endTime(String endTime) {
      this.endTime = Code.of(endTime);
      return this;
    }

    public Builder purpose(String purpose) {
      this.purpose = Code.of(purpose);
      return this;
    }

    public Builder interviewee(String interviewee) {
      this.interviewee = Code.of(interviewee);
      return this;
    }

    public Builder visitorCompany(String visitorCompany) {
      this.visitorCompany = Code.of(visitorCompany);
      return this;
    }

    public Builder welcomeMessage(String welcomeMessage) {
      this.welcomeMessage = Code.of(welcomeMessage);
      return this;
    }

    /** The {@code ext_info} of V2 to V5. */
    public V2R1 buildV2R1() {
      return new V2R1(
          mobile,
          email,
          idCardNumber,
          gender,
          visitCardNumber,
          employeeNumber,
          department,
          entryTime,
          title,
          address,
          floor,
          building,
          room,
          description,
          startTime,
          endTime,
          purpose,
          interviewee,
          visitorCompany,
          welcomeMessage,
          Map.of());
    }

    /** The {@code ext_user_info} of V6. */
    public V6R1 buildV6R1() {
      return new V6R1(
          mobile,
          email,
          idCardNumber,
          gender,
          visitCardNumber,
          employeeNumber,
          department,
          entryTime,
          title,
          address,
          floor,
          building,
          room,
          description,
          startTime,
          endTime,
          purpose,
          interviewee,
          visitorCompany,
          welcomeMessage,
          Map.of());
    }
  }
}
