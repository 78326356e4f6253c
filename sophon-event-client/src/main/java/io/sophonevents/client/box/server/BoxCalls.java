package io.sophonevents.client.box.server;

import io.sophonevents.client.box.server.BoxService.Page;
import io.sophonevents.event.Code;
import io.sophonevents.event.DeviceList;
import io.sophonevents.event.DeviceListQuery;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EnrolledPerson;
import io.sophonevents.event.EventAction;
import io.sophonevents.event.EventActionAnswer;
import io.sophonevents.event.EventPage;
import io.sophonevents.event.EventQuery;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.ExtraInfo;
import io.sophonevents.event.FaceChange;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.IdentityInfo;
import io.sophonevents.event.MediaDevice;
import io.sophonevents.event.Pagination;
import io.sophonevents.event.Person;
import io.sophonevents.event.PersonDeletionAnswer;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonPage;
import io.sophonevents.event.PersonQuery;
import io.sophonevents.event.PersonRegistration;
import io.sophonevents.event.PersonRegistrationAnswer;
import io.sophonevents.event.PersonSelection;
import io.sophonevents.event.PersonType;
import io.sophonevents.event.Score;
import io.sophonevents.event.ScoreRange;
import io.sophonevents.event.SentNumber;
import io.sophonevents.event.StoredEvent;
import io.sophonevents.event.StoredEventRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls that a {@link BoxService} answers, in the words of both generations. */
@SuppressWarnings("NullAway") // reads nested types of another module's records as not nullable
final class BoxCalls {
  /** How many elements a page has that says nothing of it. */
  private static final int PAGE = 10;

  private static final int MAX_PAGE = 1000;
  private static final long MAX_SKIP = 1_000_000_000_000L;

  private static final Set<String> EVENT_PARAMETERS =
      Set.of(
          "per_page",
          "page",
          "datetime_gte",
          "datetime_lte",
          "name",
          "identity_id",
          "score_min",
          "score_max",
          "userType",
          "streams",
          "groups",
          "room",
          "top_k");

  private final BoxService service;

  private BoxCalls(BoxService service) {
    this.service = service;
  }

  static void addTo(BoxServer.Routes routes, BoxService service) {
    BoxCalls calls = new BoxCalls(service);
    routes.v5("GET", "/SophonDevice/api/Devices", calls::devicesV5);
    routes.v5("GET", "/SophonFace/api/events", calls::eventsV5);
    routes.v5("GET", "/SophonFace/api/event_images/*", call -> calls.picture(call, "datetime"));
    routes.v5("GET", "/SophonFace/api/images/*", calls::registeredPicture);
    routes.v5("GET", "/SophonFogSys/api/users", calls::peopleV5);
    routes.v5("POST", "/SophonFogSys/api/users", calls::enrolV5);
    routes.v5("PUT", "/SophonFogSys/api/users", calls::updateV5);
    routes.v5("DELETE", "/SophonFogSys/api/users", calls::removeV5);
    routes.every("PUT", "/SophonFogSys/api/EventAction", calls::act);

    routes.v6("getmediadevices", calls::devicesV6);
    routes.v6("getevents", calls::eventsV6);
    routes.v6("getevent", calls::eventV6);
    routes.v6("getspotimage/*", call -> calls.picture(call, "timestamp"));
    routes.v6("getregisterimage/*", calls::registeredPicture);
    routes.v6("getidentities", calls::peopleV6);
    routes.v6("getidentity", calls::personV6);
    routes.v6("createidentity", calls::enrolV6);
    routes.v6("updateidentity", calls::updateV6);
    routes.v6("updateidenity", calls::updateV6); // as a page has it
    routes.v6("deleteidentities", calls::removeV6);
    routes.v6("addface", calls::addFace);
    routes.v6("replaceface", calls::replaceFace);
    routes.v6("deleteface", calls::removeFace);
  }

  // devices

  private DeviceList.V2R6 devicesV5(BoxCall call) {
    String wanted = call.text("device_id");
    List<MediaDevice.V2R6> devices =
        devices(wanted).stream().map(BoxCalls::deviceV5).filter(Objects::nonNull).toList();
    return new DeviceList.V2R6(new DeviceList.Listing(devices, null, Map.of()), Map.of());
  }

  private DeviceList.V6R1 devicesV6(BoxCall call) {
    String wanted = call.message(DeviceListQuery.V6R1.class).deviceId();
    return new DeviceList.V6R1(devices(wanted).stream().map(BoxCalls::deviceV6).toList(), Map.of());
  }

  private List<? extends MediaDevice> devices(@Nullable String wanted) {
    return service.devices().stream()
        .filter(device -> wanted == null || wanted.equals(device.deviceId()))
        .toList();
  }

  private static MediaDevice.V2R6 deviceV5(MediaDevice device) {
    if (device instanceof MediaDevice.V2R6 same) {
      return same;
    }
    MediaDevice.RelayV6R1 relay = ((MediaDevice.V6R1) device).relay();
    return new MediaDevice.V2R6(
        device.deviceId(),
        device.name(),
        device.type(),
        device.url(),
        device.ip(),
        null,
        null,
        device.permissionId(),
        null,
        relay == null
            ? null
            : new MediaDevice.RelayV2R6(
                relay.ip(), relay.port(), relay.door(), relay.delayTime(), Map.of()),
        device.forwardsStream(),
        device.rtmpAddress(),
        Map.of());
  }

  private static MediaDevice.V6R1 deviceV6(MediaDevice device) {
    if (device instanceof MediaDevice.V6R1 same) {
      return same;
    }
    MediaDevice.RelayV2R6 relay = ((MediaDevice.V2R6) device).relay();
    return new MediaDevice.V6R1(
        device.deviceId(),
        device.ip(),
        device.url(),
        device.name(),
        device.type(),
        relay == null
            ? null
            : new MediaDevice.RelayV6R1(
                relay.ip(), relay.port(), relay.door(), relay.delayTime(), Map.of()),
        device.permissionId(),
        device.forwardsStream(),
        device.rtmpAddress(),
        null,
        null,
        null,
        Map.of());
  }

  // stored events and pictures

  private EventPage.V2R6 eventsV5(BoxCall call) {
    for (String parameter : call.parameters()) {
      if (!EVENT_PARAMETERS.contains(parameter)) {
        throw unknownFilter("events");
      }
    }
    String name = call.text("name");
    String id = call.text("identity_id");
    BigDecimal from = call.decimal("score_min");
    BigDecimal to = call.decimal("score_max");
    BigDecimal type = call.decimal("userType");
    EventQuery.Filters filters =
        new EventQuery.Filters(
            call.time("datetime_gte"),
            call.time("datetime_lte"),
            name == null ? null : PersonName.of(name),
            id == null ? null : IdentityId.of(id),
            from == null ? null : Score.of(from.doubleValue(), ScoreRange.HUNDRED),
            to == null ? null : Score.of(to.doubleValue(), ScoreRange.HUNDRED),
            type == null ? null : PersonType.of(type.longValue()),
            call.list("streams"),
            Map.of());
    int perPage = (int) call.number("per_page", PAGE, 1, MAX_PAGE);
    long page = call.number("page", 0, 0, MAX_SKIP / MAX_PAGE);
    long most = call.number("top_k", MAX_SKIP, 1, MAX_SKIP);
    long skip = page * perPage;
    Page<? extends StoredEvent> found =
        first(
            most,
            skip,
            service.events(filters, call.list("groups"), call.text("room"), skip, perPage));
    return new EventPage.V2R6(
        found.elements().stream().map(StoredForm::asV5).toList(),
        new Pagination.V2R6(
            SentNumber.of(pages(found, perPage)),
            SentNumber.of(page),
            SentNumber.of(perPage),
            SentNumber.of(found.totalCount()),
            Map.of()),
        Map.of());
  }

  private EventPage.V6R1 eventsV6(BoxCall call) {
    EventQuery.V6R1 query = call.message(EventQuery.V6R1.class);
    EventQuery.Filters filters =
        query.filters() == null
            ? new EventQuery.Filters(null, null, null, null, null, null, null, null, Map.of())
            : query.filters();
    refuseOthers("events", filters.unknownFields());
    int perPage = (int) number("page_limit", query.perPage(), PAGE, 1, MAX_PAGE);
    long page = number("page_index", query.page(), 0, 0, MAX_SKIP / MAX_PAGE);
    Page<? extends StoredEvent> found =
        service.events(filters, null, null, page * perPage, perPage);
    return new EventPage.V6R1(
        found.elements().stream().map(StoredForm::asV6).toList(),
        paginationV6(page, perPage, found),
        Map.of());
  }

  /** A filter that was ignored would find too much. */
  private static void refuseOthers(String what, Map<String, @Nullable Object> filters) {
    if (filters.values().stream().anyMatch(Objects::nonNull)) {
      throw unknownFilter(what);
    }
  }

  private static BoxRefusal unknownFilter(String what) {
    return new BoxRefusal(
        "NOT_IMPLEMENTED", what + " cannot be asked for by a parameter of this name");
  }

  private StoredEvent eventV6(BoxCall call) {
    String id = call.message(StoredEventRequest.V6R1.class).eventId();
    return service
        .event(id)
        .map(StoredForm::asV6)
        .orElseThrow(() -> new BoxRefusal("ID_NOT_FOUND", "event_id"));
  }

  /** A picture that is asked for without a time is looked for without one. */
  private EncodedImage picture(BoxCall call, String timeParameter) {
    EventTime time = call.time(timeParameter);
    return service
        .picture(call.name(), time == null ? EventTime.of(Instant.EPOCH) : time)
        .orElseThrow(() -> new BoxRefusal("ID_NOT_FOUND", "picture"));
  }

  private EncodedImage registeredPicture(BoxCall call) {
    return service
        .registeredPicture(call.name())
        .orElseThrow(() -> new BoxRefusal("ID_NOT_FOUND", "picture"));
  }

  // people

  private PersonPage.V2R1 peopleV5(BoxCall call) {
    int limit = (int) call.number("limit", PAGE, 1, MAX_PAGE);
    long skip = call.number("skip_num", 0, 0, MAX_SKIP);
    String id = call.text("identity_id");
    Page<BoxPerson> found = service.people(byId(id), call.text("group_name"), skip, limit);
    return new PersonPage.V2R1(
        new PersonPage.Found(
            found.elements().stream()
                .map(person -> enrolledV5(person, person.galleryNames(), null))
                .toList(),
            new Pagination.V5R7(
                SentNumber.of(skip),
                SentNumber.of(limit),
                SentNumber.of(pages(found, limit)),
                SentNumber.of(found.totalCount()),
                Map.of()),
            Map.of()),
        Map.of());
  }

  private PersonRegistrationAnswer.V2R1 enrolV5(BoxCall call) {
    PersonRegistration.V2R1 registration = call.message(PersonRegistration.V2R1.class);
    BoxPerson person = service.enrol(registration);
    return new PersonRegistrationAnswer.V2R1(
        enrolledV5(person, String.join(",", person.galleryNames()), registration.registeredImage()),
        Map.of());
  }

  private PersonRegistrationAnswer.V2R1 updateV5(BoxCall call) {
    BoxPerson person = service.update(call.message(PersonRegistration.V2R1.class));
    return new PersonRegistrationAnswer.V2R1(
        enrolledV5(person, person.galleryNames(), null), Map.of());
  }

  private PersonDeletionAnswer.V2R1 removeV5(BoxCall call) {
    PersonSelection.V2R1 selection = call.message(PersonSelection.V2R1.class);
    List<IdentityId> removed = service.remove(selection.people());
    if (removed.isEmpty()) {
      throw new BoxRefusal("ID_NOT_FOUND", "identity_id");
    }
    boolean isList = selection.identityIds() != null;
    return new PersonDeletionAnswer.V2R1(
        new PersonDeletionAnswer.Deletion(
            isList ? null : removed.get(0), isList ? removed : null, null, "SUCCESS", Map.of()),
        Map.of());
  }

  private static EnrolledPerson enrolledV5(
      BoxPerson person, Object galleryNames, @Nullable EncodedImage picture) {
    String imageId = first(person.registeredImageIds());
    IdentityInfo info =
        new IdentityInfo(
            imageId,
            person.permissionIds().stream().map(Code::of).toList(),
            person.type() == null
                ? null
                : person
                    .type()
                    .asNumber()
                    .map(type -> Code.of(Long.parseLong(type.code())))
                    .orElse(null),
            null,
            person.faceIds(),
            person.name(),
            null,
            null,
            null,
            person.extraInfo() instanceof ExtraInfo.V2R1 extra ? extra : null,
            Map.of());
    return new EnrolledPerson(person.id(), galleryNames, info, picture, imageId, Map.of());
  }

  private PersonPage.V6R1 peopleV6(BoxCall call) {
    PersonQuery.V6R1 query = call.message(PersonQuery.V6R1.class);
    int perPage = (int) number("page_limit", query.perPage(), PAGE, 1, MAX_PAGE);
    long page = number("page_index", query.page(), 0, 0, MAX_SKIP / MAX_PAGE);
    PersonQuery.Filters filters = query.filters() == null ? byId(null) : query.filters();
    refuseOthers("people", filters.unknownFields());
    Page<BoxPerson> found = service.people(filters, null, page * perPage, perPage);
    return new PersonPage.V6R1(
        found.elements().stream().map(BoxCalls::personV6).toList(),
        paginationV6(page, perPage, found),
        Map.of());
  }

  private Person.V6R1 personV6(BoxCall call) {
    IdentityId id =
        BoxCall.required("identity_id", call.message(PersonSelection.V2R1.class).identityId());
    return service.people(byId(id.text()), null, 0, 1).elements().stream()
        .map(BoxCalls::personV6)
        .findFirst()
        .orElseThrow(() -> new BoxRefusal("ID_NOT_FOUND", "identity_id"));
  }

  private PersonRegistrationAnswer.V6R1 enrolV6(BoxCall call) {
    BoxPerson person = service.enrol(call.message(PersonRegistration.V6R1.class));
    return new PersonRegistrationAnswer.V6R1(
        first(person.faceIds()), person.id(), first(person.registeredImageIds()), Map.of());
  }

  private Person.V6R1 updateV6(BoxCall call) {
    return personV6(service.update(call.message(PersonRegistration.V6R1.class)));
  }

  private PersonDeletionAnswer.V6R1 removeV6(BoxCall call) {
    List<IdentityId> wanted = call.message(PersonSelection.V2R1.class).people();
    List<IdentityId> removed = service.remove(wanted);
    return new PersonDeletionAnswer.V6R1(
        removed, wanted.stream().filter(id -> !removed.contains(id)).toList(), Map.of());
  }

  private Person.V6R1 addFace(BoxCall call) {
    return faces(service.addFace(call.message(PersonRegistration.V6R1.class)));
  }

  private Person.V6R1 replaceFace(BoxCall call) {
    return faces(service.replaceFace(call.message(FaceChange.V6R1.class)));
  }

  private Person.V6R1 removeFace(BoxCall call) {
    return faces(service.removeFace(call.message(FaceChange.V6R1.class)));
  }

  private static Person.V6R1 faces(BoxPerson person) {
    return new Person.V6R1(
        person.id(),
        null,
        null,
        null,
        null,
        SentNumber.of(person.faceIds().size()),
        person.faceIds(),
        person.registeredImageIds(),
        Map.of());
  }

  private static Person.V6R1 personV6(BoxPerson person) {
    return new Person.V6R1(
        person.id(),
        person.name(),
        person.type() == null ? null : person.type().asWord().orElse(null),
        person.permissionIds(),
        person.extraInfo() instanceof ExtraInfo.V6R1 extra ? extra : null,
        null,
        person.faceIds(),
        person.registeredImageIds(),
        Map.of());
  }

  private static PersonQuery.Filters byId(@Nullable String id) {
    return new PersonQuery.Filters(null, null, id == null ? null : IdentityId.of(id), Map.of());
  }

  // doors

  private EventActionAnswer.V2R1 act(BoxCall call) {
    EventAction.V2R1 wanted = call.message(EventAction.V2R1.class);
    if (wanted.actions().isEmpty()) {
      throw new BoxRefusal("MISSING_ARGUMENTS", "action");
    }
    wanted.actions().forEach(service::act);
    return new EventActionAnswer.V2R1(
        new EventActionAnswer.Result("SUCCESS", wanted.actions().get(0).mode(), Map.of()),
        Map.of());
  }

  // pages

  private static long number(
      String field, @Nullable SentNumber sent, long absent, long from, long to) {
    return sent == null ? absent : BoxCall.within(field, sent.value(), from, to);
  }

  /** What of a page is among the first so many. */
  private static <T> Page<T> first(long most, long skip, Page<T> page) {
    long kept = Math.max(0, Math.min(most - skip, page.elements().size()));
    return new Page<>(page.elements().subList(0, (int) kept), Math.min(most, page.totalCount()));
  }

  private static long pages(Page<?> found, int perPage) {
    return (found.totalCount() + perPage - 1) / perPage;
  }

  private static Pagination.V6R1 paginationV6(long page, int perPage, Page<?> found) {
    return new Pagination.V6R1(
        SentNumber.of(page), SentNumber.of(perPage), SentNumber.of(found.totalCount()), Map.of());
  }

  private static @Nullable String first(List<String> list) {
    return list.isEmpty() ? null : list.get(0);
  }
}
