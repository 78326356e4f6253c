package io.sophonevents.receiver;

import io.sophonevents.client.internal.OwnOrigin;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pages of other sites, open in a browser on this machine or network, from posting events
 * and from reading them. It asks nothing of senders that are no browsers, except that who reads
 * names the receiver by its address: a name could have been made to resolve to it.
 *
 * <p>Safe for use by many threads.
 */
final class BrowserGuard extends Handler.Wrapper {
  private static final Logger log = LoggerFactory.getLogger(BrowserGuard.class);

  private static final String PAGE = "/";
  private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

  private final String ownHost;

  /**
   * A guard.
   *
   * @param ownHost the host that the server was told to bind
   */
  BrowserGuard(String ownHost, Handler handler) {
    super(handler);
    this.ownHost = ownHost.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpFields.Mutable answer = response.getHeaders();
    answer.put("Cross-Origin-Resource-Policy", "same-origin");
    answer.put("X-Content-Type-Options", "nosniff");
    answer.put("Referrer-Policy", "no-referrer");
    HttpFields headers = request.getHeaders();
    String host = headers.get(HttpHeader.HOST);
    String path = Request.getPathInContext(request);
    boolean foreign =
        !OwnOrigin.allows(headers.get(HttpHeader.ORIGIN), host)
            || (!path.equals(PAGE) && isForeign(headers.get("Sec-Fetch-Site")));
    if (foreign) {
      log.warn("refused a request from a foreign page");
      Acknowledgement.refused(
              HttpStatus.FORBIDDEN_403,
              "request: expected no browser or a page of this receiver but was a page of another"
                  + " site")
          .send(response, callback);
      return true;
    }
    if ((EventReader.takes(path) || EventPage.takes(path)) && !isOwn(host)) {
      log.warn("refused a reader that used a host name");
      Acknowledgement.refused(
              HttpStatus.FORBIDDEN_403,
              "request: expected the receiver's address, localhost or the name given with --host as"
                  + " host but was another")
          .send(response, callback);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static boolean isForeign(@Nullable String site) {
    return site != null && FOREIGN_SITES.contains(site.toLowerCase(Locale.ROOT));
  }

  private boolean isOwn(@Nullable String host) {
    return OwnOrigin.isUnforgeable(host)
        || (host != null
            && host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "").equals(ownHost));
  }
}
