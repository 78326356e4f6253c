package io.sophonevents.client.box;

import io.sophonevents.client.TransportException;
import io.sophonevents.event.BoxLogin;
import io.sophonevents.event.BoxLoginAnswer;
import io.sophonevents.event.Configs;
import io.sophonevents.event.ConfigsChange;
import io.sophonevents.event.ConfigsChangeAnswer;
import io.sophonevents.event.ConfigsQuery;
import io.sophonevents.event.LicenceCodeAnswer;
import io.sophonevents.event.PrettyScore;
import io.sophonevents.event.PrettyScoreAnswer;
import io.sophonevents.event.ThresholdRange;
import io.sophonevents.event.UnknownEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a box, and erasing it.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, sections 5.9 and 5.13.
 */
public final class BoxConfig {
  private static final String V5 = "/SophonConfig/api/Configs";
  private static final String V6 = "/sophon/v2/face/";
  private static final String PRETTY_SCORE = "/SophonFogSys/api/PrettyScore";
  private static final String LICENCE_CODE = "/SophonMQ/api/DevSno";

  private final BoxConnection box;

  BoxConfig(BoxConnection box) {
    this.box = box;
  }

  /** Every item, V5R7 and V6. Secrets of the box's message broker are among them. */
  public Configs all() {
    return box.isV6()
        ? box.ask(BoxRequest.ask(V6 + "getconfigs", ConfigsQuery.V6R1.all()), Configs.V6R1.class)
        : box.ask(BoxRequest.get(V5), Configs.V5R7.class);
  }

  /** One item by its name, V5R7 and V6. */
  public Configs item(String name) {
    return box.isV6()
        ? box.ask(
            BoxRequest.ask(V6 + "getconfigs", new ConfigsQuery.V6R1(name, Map.of())),
            Configs.V6R1.class)
        : box.ask(BoxRequest.get(V5).id(name), Configs.V5R7.class);
  }

  /**
   * Sets items, V5R7 and V6.
   *
   * @param items plain JSON values by the names that {@link #all()} has
   * @throws BoxException if the box did not take all of them; {@link BoxException#failed()} has the
   *     names of those, and the others are set. A box of V6 does not say which: it is asked for
   *     what is set now, and if it does not answer that either, the list is empty.
   */
  public void set(Map<String, Object> items) {
    ConfigsChange.V5R7 change = new ConfigsChange.V5R7(Map.copyOf(items), Map.of());
    if (!box.isV6()) {
      BoxRequest request = BoxRequest.put(V5, change);
      ConfigsChangeAnswer.Result result = box.ask(request, ConfigsChangeAnswer.V5R7.class).result();
      if (result.failed() != null && !result.failed().isEmpty()) {
        throw box.refused(request, result.failed());
      }
      return;
    }
    BoxRequest request = BoxRequest.post(V6 + "setconfigs", change);
    try {
      box.command(request);
    } catch (BoxException e) {
      throw items.size() < 2 ? e : e.having(notSet(items));
    }
  }

  /** The items that do not have the value they were to get, if some have; else none. */
  private List<String> notSet(Map<String, Object> items) {
    try {
      Fields now = box.askFields(BoxRequest.ask(V6 + "getconfigs", ConfigsQuery.V6R1.all()));
      List<String> failed = new ArrayList<>();
      items.forEach(
          (name, value) -> {
            if (!isSame(value, now.get(name))) {
              failed.add(name);
            }
          });
      return failed.size() == items.size() ? List.of() : failed.stream().sorted().toList();
    } catch (BoxException | TransportException e) {
      return List.of();
    }
  }

  /** A box answers {@code "6.0"} where 6 was set. */
  private static boolean isSame(Object wanted, @Nullable Object found) {
    if (found == null) {
      return false;
    }
    try {
      return new BigDecimal(wanted.toString()).compareTo(new BigDecimal(found.toString())) == 0;
    } catch (NumberFormatException e) {
      return wanted.toString().equalsIgnoreCase(found.toString());
    }
  }

  /** How the box spreads its scores; null if it does not say three numbers. V2R6, V5R3 to V5R7. */
  public @Nullable ThresholdRange prettyScore() {
    return box.ask(BoxRequest.get(PRETTY_SCORE), PrettyScoreAnswer.V5R3.class).settings().range();
  }

  /** Sets how the box spreads its scores. V2R6, V5R3 to V5R7. */
  public void setPrettyScore(ThresholdRange range) {
    box.command(BoxRequest.put(PRETTY_SCORE, PrettyScore.V5R3.of(range)));
  }

  /** The licence code that a platform gave the box; null if it has none. */
  public @Nullable String licenceCode() {
    return box.isV6()
        ? item("MQ_LICENSE_KEY").licenceCode()
        : box.ask(BoxRequest.get(LICENCE_CODE), LicenceCodeAnswer.V2R2.class).licenceCode();
  }

  /** Sets the licence code: the box logs in at its platform as another one. */
  public void setLicenceCode(String licenceCode) {
    if (box.isV6()) {
      set(Map.of("MQ_LICENSE_KEY", licenceCode));
      return;
    }
    box.command(BoxRequest.put(LICENCE_CODE, BoxRequest.object("dev_sno", licenceCode)));
  }

  /** Where the box logs in at its platform, V2 to V5; null if nowhere. */
  public @Nullable String platformUrl() {
    if (box.isV6()) {
      throw box.unsupported("call for the platform's address");
    }
    Fields data = box.askFields(BoxRequest.get("/SophonMQ/api/LoginUrl")).in("data");
    String url = data.textOrNull("login_url");
    return url == null ? data.textOrNull("response") : url;
  }

  /**
   * Whether name and password are those of the box's page; no session comes of it. A wrong password
   * may also be a {@link BoxException}.
   */
  public boolean isLogin(String userName, String password) {
    BoxLogin.V5R7 login = new BoxLogin.V5R7(userName, password, Map.of());
    return box.isV6()
        ? box.ask(BoxRequest.ask(V6 + "login", login), BoxLoginAnswer.V6R1.class).isRight()
        : box.ask(
                BoxRequest.ask("/SophonConfig/api/login", login).onSystemPort(),
                BoxLoginAnswer.V5R7.class)
            .isRight();
  }

  /** What {@link #wipe} erases. */
  public enum Wipe {
    /** The galleries; in V6 the permission groups and capture devices, too. */
    PEOPLE,

    /** The stored events. */
    EVENTS,

    /** Both; in V6 the settings go back to their defaults, too. */
    EVERYTHING
  }

  /** Erases, and restarts the box, which does not answer for a while. There is no way back. */
  public void wipe(Wipe what, Confirmation confirmation) {
    confirmation.check(box);
    if (box.isV6()) {
      String name =
          switch (what) {
            case PEOPLE -> "users";
            case EVENTS -> "events";
            case EVERYTHING -> "all";
          };
      BoxRequest request = BoxRequest.post(V6 + "wipedata", BoxRequest.object(name, true));
      if (Boolean.FALSE.equals(box.askFields(request).get("result"))) {
        throw box.refused(request, List.of());
      }
      return;
    }
    UnknownEvent options =
        BoxRequest.object("users", what != Wipe.EVENTS, "events", what != Wipe.PEOPLE);
    box.command(
        BoxRequest.post(
            "/SophonFogSys/api/WipeData", BoxRequest.object("wipe_options", options.fields())));
  }
}
