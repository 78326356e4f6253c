package io.sophonevents.receiver;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for TLS. */
final class TlsOptions {
  private static final String PASSWORD_VARIABLE = "SOPHON_TLS_PASSWORD";

  @Option(
      names = "--tls-port",
      paramLabel = "PORT",
      description = "TLS beside the port above; 0 picks a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "The receiver's certificate and those that vouch for it, in PEM.")
  private @Nullable Path certificates;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its key in PEM: PKCS#8, RSA or EC, without a password.")
  private @Nullable Path key;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Both in one file instead, PKCS12.")
  private @Nullable Path keyStore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "Its password; else the environment has it as " + PASSWORD_VARIABLE + ".")
  private @Nullable Path passwordFile;

  /**
   * Says them to a builder.
   *
   * @throws IllegalArgumentException if one is missing beside another
   */
  void addTo(ReceiverServer.Builder builder, Map<String, String> environment) {
    boolean pem = certificates != null || key != null;
    if (port == null) {
      if (pem || keyStore != null) {
        throw new IllegalArgumentException("tls-port: expected beside the keys of TLS but is none");
      }
      return;
    }
    if (pem == (keyStore != null)) {
      throw new IllegalArgumentException(
          "tls-port: expected either --tls-cert and --tls-key or --tls-keystore beside it");
    }
    if (keyStore != null) {
      builder.tls(port, keyStore, password(environment));
    } else if (certificates == null || key == null) {
      throw new IllegalArgumentException(
          certificates == null
              ? "tls-key: expected --tls-cert beside it"
              : "tls-cert: expected --tls-key beside it");
    } else {
      builder.tls(port, certificates, key);
    }
  }

  private String password(Map<String, String> environment) {
    String password =
        new Secrets(environment).readOne("tls-password-file", passwordFile, PASSWORD_VARIABLE);
    if (password == null) {
      throw new IllegalArgumentException(
          "tls-keystore: expected --tls-password-file beside it, or "
              + PASSWORD_VARIABLE
              + " in the environment");
    }
    return password;
  }
}
