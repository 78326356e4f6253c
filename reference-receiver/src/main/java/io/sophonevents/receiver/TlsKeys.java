package io.sophonevents.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sophonevents.event.SophonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The files that a receiver proves with who it is: a chain of certificates and the key of the first
 * one, RSA or EC, either in two PEM files or in one PKCS12 file.
 *
 * <p>Immutable.
 */
final class TlsKeys {
  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final Pattern PEM_BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----", Pattern.MULTILINE);

  private final Path certificates;
  private final @Nullable Path key;
  private final char[] password;

  private TlsKeys(Path certificates, @Nullable Path key, char[] password) {
    this.certificates = certificates;
    this.key = key;
    this.password = password;
  }

  /** A chain, its server's own certificate first, and the key of that one as PKCS#8. */
  static TlsKeys fromPem(Path certificates, Path key) {
    return new TlsKeys(certificates, key, new char[0]);
  }

  /** A PKCS12 file; key and file have the same password. */
  static TlsKeys fromKeyStore(Path file, String password) {
    return new TlsKeys(file, null, password.toCharArray());
  }

  /**
   * What the files hold.
   *
   * @param context what connections are made with
   * @param notAfter when the server's own certificate ends
   */
  record Loaded(SSLContext context, Instant notAfter) {}

  /**
   * Tells one state of the files from another.
   *
   * @throws SophonException if a file cannot be read
   */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(read(key == null ? "tls keystore" : "tls certificate", certificates));
      if (key != null) {
        digest.update(read("tls key", key));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Reads the files.
   *
   * @throws SophonException if they are not what they should be; the message names the file
   */
  Loaded load() {
    try {
      return key == null ? fromKeyStore() : fromPem(key);
    } catch (GeneralSecurityException e) {
      throw new SophonException(
          "tls keys in " + certificates + ": cannot be used (" + e.getClass().getSimpleName() + ")",
          e);
    }
  }

  private Loaded fromPem(Path keyFile) throws GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>();
    for (byte[] der : blocks("tls certificate", certificates, "CERTIFICATE")) {
      chain.add(certificate(der));
    }
    X509Certificate own = chain.get(0);
    PrivateKey privateKey = privateKey(keyFile, own.getPublicKey());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try {
      keys.load(null, password);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read here", e);
    }
    keys.setKeyEntry("receiver", privateKey, password, chain.toArray(Certificate[]::new));
    return loaded(keys, own);
  }

  private Loaded loaded(KeyStore keys, X509Certificate own) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return new Loaded(context, own.getNotAfter().toInstant());
  }

  private X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new SophonException(
          "tls certificate " + certificates + ": expected X.509 certificates but one is none", e);
    }
  }

  private PrivateKey privateKey(Path file, PublicKey wanted) throws GeneralSecurityException {
    byte[] der = blocks("tls key", file, "PRIVATE KEY").get(0);
    String algorithm = wanted.getAlgorithm();
    PrivateKey found;
    try {
      found = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (InvalidKeySpecException e) {
      throw new SophonException(
          "tls key "
              + file
              + ": expected a key for "
              + algorithm
              + ", as the first certificate in "
              + certificates
              + " has, but it is another or broken",
          e);
    }
    if (!fits(found, wanted)) {
      throw new SophonException(
          "tls key "
              + file
              + ": expected the key of the first certificate in "
              + certificates
              + " but it is another's");
    }
    return found;
  }

  private static boolean fits(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
    byte[] text = {1, 2, 3};
    String scheme = certified.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    Signature signing = Signature.getInstance(scheme);
    signing.initSign(key);
    signing.update(text);
    Signature checking = Signature.getInstance(scheme);
    checking.initVerify(certified);
    checking.update(text);
    try {
      return checking.verify(signing.sign());
    } catch (SignatureException another) {
      return false;
    }
  }

  private static List<byte[]> blocks(String what, Path file, String type) {
    List<byte[]> blocks = new ArrayList<>();
    List<String> others = new ArrayList<>();
    Matcher matcher = PEM_BLOCK.matcher(new String(read(what, file), ISO_8859_1));
    while (matcher.find()) {
      if (matcher.group(1).equals(type)) {
        blocks.add(decode(what, file, matcher.group(2)));
      } else {
        others.add(matcher.group(1));
      }
    }
    if (blocks.isEmpty()) {
      throw new SophonException(
          what
              + " "
              + file
              + ": expected BEGIN "
              + type
              + (type.equals("PRIVATE KEY") ? " (PKCS#8, without a password)" : "")
              + " but found "
              + (others.isEmpty() ? "no PEM" : String.join(", ", others)));
    }
    return blocks;
  }

  private static byte[] decode(String what, Path file, String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new SophonException(what + " " + file + ": expected base64 between BEGIN and END");
    }
  }

  private Loaded fromKeyStore() throws GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new ByteArrayInputStream(read("tls keystore", certificates))) {
      keys.load(in, password);
    } catch (IOException | CertificateException e) {
      throw new SophonException(
          "tls keystore "
              + certificates
              + ": expected PKCS12 that the password opens but it is not",
          e);
    }
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate own) {
        return loaded(keys, own);
      }
    }
    throw new SophonException(
        "tls keystore " + certificates + ": expected a key with its certificate but there is none");
  }

  private static byte[] read(String what, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new SophonException(
            what + " " + file + ": expected at most " + MAX_FILE_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new SophonException(what + " " + file + ": expected a file but there is none", e);
    } catch (IOException e) {
      throw new SophonException(
          what + " " + file + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
