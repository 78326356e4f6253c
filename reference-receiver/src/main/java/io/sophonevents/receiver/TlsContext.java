package io.sophonevents.receiver;

import io.sophonevents.event.SophonException;
import java.time.Instant;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What new connections of TLS are made with, 1.2 or later: the keys that are in the files, or were
 * before the files broke.
 *
 * <p>Safe for use by many threads.
 */
final class TlsContext {
  private static final Logger log = LoggerFactory.getLogger(TlsContext.class);

  private final TlsKeys keys;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();

  private String used; // guarded by this, as is all below
  private String seen;
  private String complaint = "";

  private TlsContext(TlsKeys keys) {
    this.keys = keys;
    factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    used = keys.fingerprint();
    seen = used;
    use(keys.load());
  }

  /**
   * Reads the keys.
   *
   * @throws SophonException if they are not what they should be; the message names the file
   */
  static TlsContext open(TlsKeys keys) {
    return new TlsContext(keys);
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  /**
   * Uses what the files hold if it is new and is the same as at the last call: two files are not
   * replaced at once. To be called every second or so.
   */
  synchronized void reloadIfChanged() {
    try {
      String now = keys.fingerprint();
      boolean settled = now.equals(seen);
      seen = now;
      if (settled && !now.equals(used)) {
        used = now; // also if they are broken: said once
        use(keys.load());
      }
    } catch (SophonException e) {
      complain(String.valueOf(e.getMessage()));
    }
  }

  private synchronized void use(TlsKeys.Loaded loaded) {
    try {
      factory.reload(self -> factory.setSslContext(loaded.context()));
    } catch (Exception e) {
      throw new SophonException("tls keys: expected to be usable but are not", e);
    }
    complaint = "";
    log.info("tls keys loaded notAfter={}", loaded.notAfter());
    if (loaded.notAfter().isBefore(Instant.now())) {
      log.warn("tls certificate has ended notAfter={}", loaded.notAfter());
    }
  }

  /** Says it once, not at each look. */
  private void complain(String problem) {
    if (!problem.equals(complaint)) {
      log.error("tls keys not loaded again, the old ones stay in use problem=\"{}\"", problem);
      complaint = problem;
    }
  }
}
