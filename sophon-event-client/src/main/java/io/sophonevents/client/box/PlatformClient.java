package io.sophonevents.client.box;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sophonevents.client.TransportException;
import io.sophonevents.client.internal.GuardedHttp;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.EventCodec;
import io.sophonevents.event.EventTime;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PlatformDevicePage;
import io.sophonevents.event.PlatformDeviceQuery;
import io.sophonevents.event.PlatformRecordPage;
import io.sophonevents.event.PlatformRecordQuery;
import io.sophonevents.event.PlatformRequest;
import io.sophonevents.event.PlatformVisit;
import io.sophonevents.event.SentNumber;
import io.sophonevents.event.SophonEvent;
import io.sophonevents.event.UnknownEvent;
import java.net.InetAddress;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The open API of the SOPHONSIGHT platform: who passed its doors, its devices, pictures,
 * departments, employees and visitors.
 *
 * <p>Each call is signed over the very text that is sent, with {@link PlatformToken}; {@code
 * appkey} and {@code time} are put into it here, whatever a request has. The token is MD5 and
 * travels in the URL: use https. Every call waits for its answer and throws {@link BoxException} if
 * the platform refuses, also by a {@code status} that is not 0, {@link TransportException} if there
 * is no usable answer. What changes something is sent at most once. Limits and addresses are those
 * of {@link BoxClient}.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, sections 5.5 and 5.6.
 */
public final class PlatformClient implements AutoCloseable {
  /** Where a platform answers. */
  public static final int DEFAULT_PORT = 9061;

  /** The most departments or employees that are deleted in one call. */
  public static final int MOST_DELETED = 50;

  private static final String API = "/openapi/v1/";
  private static final int PER_PAGE = 50;

  private final RestCalls calls;
  private final HttpUrl url;
  private final String appKey;
  private final String secret;
  private final Clock clock;

  private PlatformClient(Builder builder) {
    this.url = builder.url;
    this.appKey = builder.appKey;
    this.secret = builder.secret;
    this.clock = builder.clock;
    this.calls =
        new RestCalls(
            "platform " + url.host(),
            EventCodec.MAX_BODY_BYTES,
            GuardedHttp.client(
                builder.timeout,
                builder.allowed.or(BoxClient.meant(url.host())),
                builder.trusted,
                null,
                new char[0]));
  }

  /**
   * A client.
   *
   * @param address a host, with a port if it is not 9061, or an http or https URL
   * @param appKey who calls, as the platform numbers third parties
   * @param secret what the platform gave out with it
   * @throws IllegalArgumentException if it is no such address
   */
  public static Builder builder(String address, String appKey, String secret) {
    return new Builder(address, appKey, secret);
  }

  /** Settings of a client. Not safe for use by many threads. */
  public static final class Builder {
    private final HttpUrl url;
    private final String appKey;
    private final String secret;
    private Duration timeout = BoxClient.DEFAULT_TIMEOUT;
    private Predicate<InetAddress> allowed = address -> false;
    private @Nullable KeyStore trusted;
    private Clock clock = Clock.systemUTC();

    private Builder(String address, String appKey, String secret) {
      this.url = BoxClient.url("platform", requireNonNull(address, "address"), DEFAULT_PORT);
      this.appKey = requireNonNull(appKey, "appKey");
      this.secret = requireNonNull(secret, "secret");
    }

    /**
     * How long a call may take in all, 10 s unless said otherwise.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = GuardedHttp.positive(timeout);
      return this;
    }

    /** Which addresses may be connected to of those that are refused otherwise. */
    public Builder allowing(Predicate<InetAddress> addresses) {
      this.allowed = requireNonNull(addresses, "addresses");
      return this;
    }

    /** Trusts these certificates, and none of those that come with Java. */
    public Builder trusting(KeyStore certificates) {
      this.trusted = requireNonNull(certificates, "certificates");
      return this;
    }

    /** For tests: the time of calls. */
    Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Opens it; nothing is asked yet.
     *
     * @throws IllegalArgumentException if the certificates cannot be used
     */
    public PlatformClient open() {
      return new PlatformClient(this);
    }
  }

  /** Which people a record is about. */
  public enum Passing {
    EMPLOYEE,
    STRANGER,
    VISITOR;

    private String path() {
      return API
          + switch (this) {
            case EMPLOYEE -> "cross/record/employee/getList";
            case STRANGER -> "cross/record/stranger/getList";
            case VISITOR -> "cross/record/visitor/getList";
          };
    }
  }

  /** One page of who passed, of one kind of people. */
  public PlatformRecordPage.V2R2 passings(Passing who, PlatformRecordQuery.V2R2 query) {
    return ask(who.path(), fields(query), PlatformRecordPage.V2R2.class);
  }

  /** Every employee who passed in a time, page by page as they are needed. */
  public Stream<PlatformRecordPage.Employee> employees(Instant from, Instant to) {
    return passings(Passing.EMPLOYEE, from, to, PlatformRecordPage.Records::employees);
  }

  /** Every stranger who passed in a time, page by page as they are needed. */
  public Stream<PlatformRecordPage.Stranger> strangers(Instant from, Instant to) {
    return passings(Passing.STRANGER, from, to, PlatformRecordPage.Records::strangers);
  }

  /** Every visitor who passed in a time, page by page as they are needed. */
  public Stream<PlatformRecordPage.Visitor> visitors(Instant from, Instant to) {
    return passings(Passing.VISITOR, from, to, PlatformRecordPage.Records::visitors);
  }

  private <T> Stream<T> passings(
      Passing who,
      Instant from,
      Instant to,
      Function<PlatformRecordPage.Records, @Nullable List<T>> list) {
    return Pages.stream(
        calls.subject(),
        PER_PAGE,
        page -> {
          PlatformRecordPage.Records records =
              passings(
                      who,
                      PlatformRecordQuery.V2R2
                          .builder(appKey, EventTime.of(clock.instant()))
                          .startTime(EventTime.of(from))
                          .endTime(EventTime.of(to))
                          .pageSize(PER_PAGE)
                          .index(page + 1L)
                          .build())
                  .records();
          List<T> items = list.apply(records);
          return new Pages.Page<>(items == null ? List.of() : items, whole(records.totalCount()));
        },
        record -> null);
  }

  /** One page of the platform's devices. */
  public PlatformDevicePage.V2R2 devices(PlatformDeviceQuery.V2R2 query) {
    return ask(API + "cross/search", fields(query), PlatformDevicePage.V2R2.class);
  }

  /** Every device of the platform, page by page as they are needed. */
  public Stream<PlatformDevicePage.Node> devices() {
    return Pages.stream(
        calls.subject(),
        PER_PAGE,
        page -> {
          PlatformDevicePage.Nodes nodes =
              devices(
                      new PlatformDeviceQuery.V2R2(
                          null,
                          null,
                          null,
                          null,
                          SentNumber.asText(page + 1L),
                          null,
                          SentNumber.asText(PER_PAGE),
                          Map.of()))
                  .nodes();
          return new Pages.Page<>(
              nodes.nodes() == null ? List.of() : nodes.nodes(), whole(nodes.totalSize()));
        },
        node -> node.locationId() == null ? null : node.locationId().text());
  }

  private static @Nullable Long whole(@Nullable SentNumber number) {
    return number == null ? null : Long.valueOf(number.value().longValue());
  }

  /**
   * Has the platform keep a picture.
   *
   * @param fileName of the picture; it should not tell who is on it
   * @return its id
   */
  public String upload(String fileName, EncodedImage picture) {
    UnknownEvent fields = BoxRequest.object("photoName", fileName, "photoByteStr", picture.text());
    return change(API + "pic/upload", fields).in("data").text("photoId");
  }

  /** A picture that the platform keeps: its bytes. */
  public byte[] download(String pictureId) {
    BoxRequest request =
        signed(API + "pic/download", BoxRequest.object("photoId", pictureId), false);
    RestCalls.Answer answer = calls.send(request, url);
    if (!answer.saysPicture()) {
      throwIfRefused(request, answer);
    }
    return calls.picture(request, answer);
  }

  /** Tells the platform of somebody who will come. */
  public void addVisitor(PlatformVisit.V2R2 visit) {
    change(API + "visitor/add", fields(visit));
  }

  /**
   * Adds a department, or changes the one with this id.
   *
   * @param thirdPartyId the caller's own number for it, at most 100 characters
   * @param parentId the caller's own number for that above it; null if there is none
   * @return the platform's number for it
   */
  public String saveDepartment(String thirdPartyId, String name, @Nullable String parentId) {
    UnknownEvent fields =
        BoxRequest.object("name", name, "thirdId", thirdPartyId, "thirdParentId", parentId);
    return change(API + "syncdept/addOrEdit", fields).in("data").text("id");
  }

  /** Deletes departments, at most {@value #MOST_DELETED}, by the caller's own numbers. */
  public void deleteDepartments(List<String> thirdPartyIds) {
    change(API + "syncdept/delete", ids(thirdPartyIds));
  }

  /**
   * An employee, for the platform.
   *
   * <p>Immutable. Personal data: {@link #toString()} prints no value.
   *
   * @param thirdPartyId the caller's own number for the person, at most 100 characters
   * @param departmentId the caller's own number for the department
   * @param pictureId from {@link #upload}; where a person is changed, null takes the picture away
   */
  public record Employee(
      String thirdPartyId,
      PersonName name,
      String departmentId,
      @Nullable String jobNumber,
      @Nullable String mail,
      @Nullable String phone,
      @Nullable String pictureId) {
    public Employee {
      requireNonNull(thirdPartyId, "thirdPartyId");
      requireNonNull(name, "name");
      requireNonNull(departmentId, "departmentId");
    }

    @Override
    public String toString() {
      return "Employee[]";
    }
  }

  /**
   * Adds an employee, or changes the one with this id.
   *
   * @return the platform's number for the person
   */
  public String saveEmployee(Employee employee) {
    UnknownEvent fields =
        BoxRequest.object(
            "name",
            employee.name.text(),
            "thirdId",
            employee.thirdPartyId,
            "jobNumber",
            employee.jobNumber,
            "mail",
            employee.mail,
            "phone",
            employee.phone,
            "thirdDeptId",
            employee.departmentId,
            "facePicture",
            employee.pictureId);
    return change(API + "syncuser/addOrEdit", fields).in("data").text("id");
  }

  /** Deletes employees, at most {@value #MOST_DELETED}, by the caller's own numbers. */
  public void deleteEmployees(List<String> thirdPartyIds) {
    change(API + "syncuser/delete", ids(thirdPartyIds));
  }

  private static UnknownEvent ids(List<String> thirdPartyIds) {
    if (thirdPartyIds.isEmpty() || thirdPartyIds.size() > MOST_DELETED) {
      throw new IllegalArgumentException(
          "platform: expected 1 to " + MOST_DELETED + " ids but were " + thirdPartyIds.size());
    }
    return BoxRequest.object("thirdIds", thirdPartyIds);
  }

  private static UnknownEvent fields(PlatformRequest request) {
    return BoxRequest.fields(request).message();
  }

  private <T extends SophonEvent> T ask(String path, UnknownEvent fields, Class<T> kind) {
    BoxRequest request = signed(path, fields, false);
    RestCalls.Answer answer = calls.send(request, url);
    throwIfRefused(request, answer);
    return calls.message(request, answer, kind);
  }

  private Fields change(String path, UnknownEvent fields) {
    BoxRequest request = signed(path, fields, true);
    RestCalls.Answer answer = calls.send(request, url);
    return throwIfRefused(request, answer);
  }

  private BoxRequest signed(String path, UnknownEvent fields, boolean changes) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("appkey", appKey);
    body.put("time", clock.millis());
    fields.fields().forEach(body::putIfAbsent);
    UnknownEvent message = new UnknownEvent(body);
    BoxRequest request = changes ? BoxRequest.post(path, message) : BoxRequest.ask(path, message);
    String sent = new String(requireNonNull(request.body()), UTF_8);
    return request.query("token", PlatformToken.of(path, sent, secret));
  }

  /** The answer, whose status is 0. */
  private Fields throwIfRefused(BoxRequest request, RestCalls.Answer answer) {
    Fields fields =
        new Fields(calls.subject(), calls.message(request, answer, UnknownEvent.class).fields());
    Object status = fields.get("status");
    if (status == null) {
      throw new TransportException(
          calls.subject() + ": expected a status in answer to " + request.name() + " but was none");
    }
    if (!status.toString().equals("0")) {
      throw new BoxException(
          calls.subject(),
          request.name(),
          answer.status(),
          new BoxErrorCode(status.toString()),
          fields.textOrNull("message"),
          List.of());
    }
    return fields;
  }

  /** Closes idle connections. May be called twice. */
  @Override
  public void close() {
    calls.close();
  }
}
