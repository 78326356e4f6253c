package io.sophonevents.receiver;

import io.sophonevents.client.internal.OwnOrigin;
import io.sophonevents.client.sink.WebhookSignature;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in whom the {@link AccessPolicy} admits, and no page of another site that is open in a
 * browser on this machine or network. Who reads names the receiver by its address or by a name that
 * was given to it: another name could have been made to resolve to it.
 *
 * <p>What is posted is sent, everything else is read, and what is neither health nor metrics shows
 * faces unless it is known not to. A token at the beginning of a path is cut off here: nobody after
 * the guard sees it.
 *
 * <p>Safe for use by many threads.
 */
final class AccessGuard extends Handler.Wrapper {
  static final String SIGNATURE_CHALLENGE = "Webhook-Signature realm=\"sender\"";

  private static final Logger log = LoggerFactory.getLogger(AccessGuard.class);

  private static final String TOKEN_CHALLENGE = "Bearer realm=\"sender\"";
  private static final String PAGE = "/";
  private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");
  private static final Pattern FIRST_SEGMENT = Pattern.compile("/([^/;]+)(/.*)?");

  private final AccessPolicy policy;
  private final String ownHost;
  private final boolean reachable;
  private final ReaderLogin login;

  /**
   * A guard.
   *
   * @param ownHost the host that the server was told to bind
   * @param reachable whether other machines reach it
   */
  AccessGuard(AccessPolicy policy, String ownHost, boolean reachable, Handler handler) {
    super(handler);
    this.policy = policy;
    this.ownHost = ownHost.toLowerCase(Locale.ROOT);
    this.reachable = reachable;
    this.login = new ReaderLogin(policy);
  }

  @Override
  public boolean handle(Request original, Response response, Callback callback) throws Exception {
    HttpFields.Mutable answer = response.getHeaders();
    answer.put("Cross-Origin-Resource-Policy", "same-origin");
    answer.put("X-Content-Type-Options", "nosniff");
    answer.put("Referrer-Policy", "no-referrer");
    Request request = withoutToken(original);
    boolean showsToken =
        request != original || policy.senderTokens().contain(bearerToken(original.getHeaders()));
    Acknowledgement refusal = refuse(request, showsToken);
    if (refusal != null) {
      refusal.send(response, callback);
      return true;
    }
    if (Request.getPathInContext(request).equals(ReaderLogin.PATH)) {
      return login.handle(request, response, callback);
    }
    WebhookSignature signature = policy.signature();
    return super.handle(
        signature != null && isSent(request) && !showsToken
            ? new SignedBody(request, signature)
            : request,
        response,
        callback);
  }

  /** The same request without the sender token that its path begins with, if it does. */
  private Request withoutToken(Request request) {
    if (policy.senderTokens().isEmpty()) {
      return request;
    }
    Matcher path = FIRST_SEGMENT.matcher(Request.getPathInContext(request));
    if (!path.matches() || !policy.senderTokens().contain(path.group(1))) {
      return request;
    }
    String rest = path.group(2) == null ? "/" : path.group(2);
    return Request.serveAs(request, HttpURI.build(request.getHttpURI()).path(rest).asImmutable());
  }

  /** What a request is told that is not let in; null if it is. */
  private @Nullable Acknowledgement refuse(Request request, boolean showsToken) {
    HttpFields headers = request.getHeaders();
    String path = Request.getPathInContext(request);
    String host = headers.get(HttpHeader.HOST);
    InetAddress peer = peer(request);
    if (!policy.admits(peer)) {
      log.warn("refused a request reason=\"address not private\"");
      return forbidden("expected an address of a private network but was another, see --lan");
    }
    if (!policy.admitsHost(host)) {
      log.warn("refused a request reason=\"host not listed\"");
      return forbidden("expected one of --allow-host as host but was another");
    }
    if (!OwnOrigin.allows(headers.get(HttpHeader.ORIGIN), host, this::isOwn)
        || (!path.equals(PAGE) && isForeign(headers.get("Sec-Fetch-Site")))) {
      log.warn("refused a request reason=\"foreign page\"");
      return forbidden(
          "expected no browser or a page of this receiver but was a page of another site");
    }
    if (path.equals(ReaderLogin.PATH) || isPublic(path)) {
      return null;
    }
    return isSent(request)
        ? refuseSender(headers, peer, showsToken)
        : refuseReader(request, path, host, peer);
  }

  private @Nullable Acknowledgement refuseSender(
      HttpFields headers, @Nullable InetAddress peer, boolean showsToken) {
    if (!policy.admitsSender(peer)) {
      log.warn("refused a sender reason=\"address not listed\"");
      return forbidden("expected an address of --allow as sender but was another");
    }
    if (!policy.asksSenders()
        || showsToken
        || (policy.signature() != null && headers.contains(WebhookSignature.SIGNATURE_HEADER))) {
      return null; // a signature is verified with the body
    }
    log.warn("refused a sender reason=\"no token or signature\"");
    return policy.senderTokens().isEmpty()
        ? Acknowledgement.unauthorized(
            SIGNATURE_CHALLENGE,
            "signature: expected webhook-id, webhook-timestamp and webhook-signature but there is"
                + " none")
        : Acknowledgement.unauthorized(
            TOKEN_CHALLENGE,
            "sender: expected the sender token, as Authorization: Bearer or as the path's first"
                + " segment, but was none or another");
  }

  private @Nullable Acknowledgement refuseReader(
      Request request, String path, @Nullable String host, @Nullable InetAddress peer) {
    if (!isOwn(host)) {
      log.warn("refused a reader reason=\"host is a name\"");
      return forbidden(
          "expected the receiver's address, localhost or a name given with --host or --allow-host"
              + " as host but was another");
    }
    if (policy.readerTokens().isEmpty()) {
      if (!reachable || policy.isThisMachine(peer)) {
        return null;
      }
      log.warn("refused a reader reason=\"no reader token is set\"");
      return forbidden(
          "expected this machine as reader but was another; start the receiver with"
              + " --reader-token-file to let others read");
    }
    if (EventPage.takes(path)) {
      return null; // it shows no event, and the form to log in
    }
    return peer == null
        ? forbidden("expected a reader with an address but it has none")
        : login.refuse(request, peer);
  }

  /** A reader's paths stay a reader's, whatever the method. */
  private static boolean isSent(Request request) {
    return PlatformLogin.isOne(request)
        || (request.getMethod().equals("POST")
            && !EventReader.takes(Request.getPathInContext(request)));
  }

  /** What says nothing of any person. */
  private static boolean isPublic(String path) {
    return path.equals("/metrics") || path.equals("/health/live") || path.equals("/health/ready");
  }

  private static Acknowledgement forbidden(String problem) {
    return Acknowledgement.refused(HttpStatus.FORBIDDEN_403, "request: " + problem);
  }

  private static boolean isForeign(@Nullable String site) {
    return site != null && FOREIGN_SITES.contains(site.toLowerCase(Locale.ROOT));
  }

  private boolean isOwn(@Nullable String host) {
    return OwnOrigin.isUnforgeable(host)
        || policy.isNamed(host)
        || (host != null && AccessPolicy.withoutPort(host).equals(ownHost));
  }

  /** Who is at the other end of the connection; null if it has no address. */
  static @Nullable InetAddress peer(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress it
        ? it.getAddress()
        : null;
  }

  /** The token of {@code Authorization: Bearer}; null if there is none. */
  static @Nullable String bearerToken(HttpFields headers) {
    String authorization = headers.get(HttpHeader.AUTHORIZATION);
    Matcher bearer = authorization == null ? null : BEARER.matcher(authorization);
    return bearer != null && bearer.matches() ? bearer.group(1) : null;
  }
}
