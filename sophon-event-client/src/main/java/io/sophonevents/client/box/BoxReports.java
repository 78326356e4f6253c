package io.sophonevents.client.box;

import io.sophonevents.event.EventServerUrl;
import io.sophonevents.event.EventServerUrlAnswer;
import io.sophonevents.event.HistoryEventUrl;
import io.sophonevents.event.HistoryEventUrlAnswer;
import io.sophonevents.event.MonitorServerUrl;
import io.sophonevents.event.MonitorServerUrlAnswer;

/**
 * Where a box posts its events and its state.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, sections 1.12 to 1.14.
 */
public final class BoxReports {
  private static final String REAL_TIME = "/SophonFogSys/api/EventServerUrl";
  private static final String HISTORY = "/SophonFogSys/api/HistoryEventUrl";
  private static final String MONITOR_V2 = "/SophonFogSys/api/MonitorServerUrl";
  private static final String MONITOR_V5 = "/SophonSystem/api/monitor";
  private static final String V6 = "/sophon/v2/system/";

  private final BoxConnection box;

  BoxReports(BoxConnection box) {
    this.box = box;
  }

  /** Where events are posted as they happen; V2R1 and V2R2 only. */
  public EventServerUrl.V2R1 realTime() {
    return box.ask(BoxRequest.get(REAL_TIME), EventServerUrlAnswer.V2R1.class).settings();
  }

  /** Sets where events are posted as they happen; V2R1, V2R2 and branch {@code fog} of V2R3. */
  public void setRealTime(EventServerUrl.V2R1 settings) {
    box.command(BoxRequest.post(REAL_TIME, settings));
  }

  /**
   * Where stored events are posted, as V2R1 and V2R2 say it; later boxes have it in {@link
   * BoxConfig#all()}.
   */
  public HistoryEventUrlAnswer.Settings history() {
    return box.ask(BoxRequest.get(HISTORY), HistoryEventUrlAnswer.V2R1.class).settings();
  }

  /** Sets where stored events are posted, all versions. */
  public void setHistory(HistoryEventUrl.V2R1 settings) {
    box.command(BoxRequest.post(HISTORY, settings));
  }

  /** Where the state of the box is reported; V2R1, V2R2, V5R7 and V6. */
  public MonitorServerUrlAnswer monitor() {
    if (box.isV6()) {
      return box.ask(
          BoxRequest.ask(V6 + "getsystemmonitorconfig", BoxRequest.object()).onSystemPort(),
          MonitorServerUrlAnswer.V6R1.class);
    }
    try {
      return box.ask(BoxRequest.get(MONITOR_V5).onSystemPort(), MonitorServerUrlAnswer.V5R7.class);
    } catch (BoxException e) {
      if (e.code() != null || e.httpStatus() != 404) {
        throw e;
      }
      return box.ask(BoxRequest.get(MONITOR_V2), MonitorServerUrlAnswer.V2R1.class);
    }
  }

  /**
   * Sets where the state of the box is reported.
   *
   * @param settings in the layout of the box: V2R1 for V2, V5R7, or V6R1
   */
  public void setMonitor(MonitorServerUrl settings) {
    if (settings instanceof MonitorServerUrl.V6R1) {
      box.command(BoxRequest.post(V6 + "setsystemmonitorconfig", settings).onSystemPort());
    } else if (settings instanceof MonitorServerUrl.V5R7) {
      box.command(BoxRequest.post(MONITOR_V5, settings).onSystemPort());
    } else {
      box.command(BoxRequest.post(MONITOR_V2, settings));
    }
  }
}
