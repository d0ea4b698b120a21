package org.mturkproxy.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys in PEM (RFC 7468). */
final class PemReader {

  private static final long LONGEST = 1024 * 1024;

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

  private final Path base;

  PemReader(Path base) {
    this.base = base;
  }

  /** The certificates of a file, at least one. */
  Optional<List<X509Certificate>> certificates(Field field) {
    Optional<Path> file = field.file(base);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] pem = Files.size(file.get()) > LONGEST ? new byte[0] : Files.readAllBytes(file.get());
      List<X509Certificate> found = new ArrayList<>();
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        found.add((X509Certificate) certificate);
      }
      if (!found.isEmpty()) {
        return Optional.of(found);
      }
      field.problem(file.get() + " has no certificate in it; expected PEM");
    } catch (NoSuchFileException e) {
      field.problem(file.get() + " does not exist");
    } catch (CertificateException e) {
      field.problem(file.get() + " is not readable as certificates in PEM");
    } catch (IOException e) {
      field.problem(file.get() + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }

  /** The private key of a certificate, from a file that only its owner can read. */
  Optional<PrivateKey> key(Field field, X509Certificate certificate) {
    Optional<Path> file = field.file(base);
    Optional<String> pem = file.flatMap(path -> OwnerOnlyFile.read(path, field::problem));
    if (pem.isEmpty()) {
      return Optional.empty();
    }
    Matcher found = KEY.matcher(pem.get());
    if (!found.find()) {
      field.problem(file.get() + " has no private key in it; expected PEM");
      return Optional.empty();
    }
    if (!found.group(1).equals("PRIVATE KEY")) {
      field.problem(
          "%s has a key as %s; expected PRIVATE KEY (PKCS #8, not encrypted): openssl pkcs8 -topk8 -nocrypt"
              .formatted(file.get(), found.group(1)));
      return Optional.empty();
    }
    Optional<PrivateKey> key = decode(found.group(2), certificate.getPublicKey());
    if (key.isEmpty()) {
      field.problem(file.get() + " is not the key of that certificate");
    }
    return key;
  }

  private static Optional<PrivateKey> decode(String base64, PublicKey certified) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      PrivateKey key =
          KeyFactory.getInstance(certified.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(bytes));
      return belongs(key, certified) ? Optional.of(key) : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What the one signs, the other verifies. */
  private static boolean belongs(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    String algorithm =
        switch (certified.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> certified.getAlgorithm();
        };
    byte[] text = "mturk-proxy".getBytes(StandardCharsets.UTF_8);
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(text);
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certified);
    verifier.update(text);
    return verifier.verify(signer.sign());
  }
}
