package io.sophonevents.client.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** How far one attempt has come, to say where it failed. Told by the thread that makes it. */
public final class Attempt extends EventListener {
  private static final int MOST_CAUSES = 8;

  private volatile String phase = "looking up the host";
  private volatile boolean fresh;
  private volatile boolean answered;

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    phase = "connecting";
    fresh = true;
  }

  @Override
  public void secureConnectStart(Call call) {
    phase = "in the TLS handshake";
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    phase = "sending";
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    phase = "sending";
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    if (request.body() == null) {
      phase = "waiting for the answer";
    }
  }

  @Override
  public void requestBodyEnd(Call call, long bytes) {
    phase = "waiting for the answer";
  }

  @Override
  public void responseHeadersEnd(Call call, okhttp3.Response response) {
    phase = "reading the answer";
    answered = true;
  }

  /** Whether a connection that was kept was no longer one. */
  public boolean wasStale(IOException problem) {
    return !fresh
        && !answered
        && !phase.startsWith("looking")
        && !(problem instanceof InterruptedIOException);
  }

  /** What went wrong, in words of ours: an exception's may quote what was sent. */
  public String reason(IOException problem) {
    if (problem instanceof GuardedSockets.RefusedAddressException) {
      return "address not allowed";
    }
    if (problem instanceof UnknownHostException) {
      return "host not found";
    }
    if (problem instanceof SSLException) {
      return certificateProblem(problem);
    }
    if (problem instanceof InterruptedIOException) {
      return "timed out " + phase;
    }
    if (problem instanceof ConnectException) {
      return "connection refused";
    }
    return "connection lost " + phase;
  }

  private static String certificateProblem(IOException problem) {
    Throwable cause = problem;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "certificate has ended";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "certificate has not begun";
      }
      if (cause instanceof SSLPeerUnverifiedException) {
        return "certificate of another host";
      }
      if (cause instanceof java.security.cert.CertPathBuilderException) {
        return "certificate not trusted";
      }
    }
    return "TLS failed";
  }
}
