package org.mturkproxy.config;

/** Whether clients have to show a certificate of their own. */
public enum ClientCertificates {
  /** None is asked for. */
  NONE,
  /** One that is shown must be right. */
  OPTIONAL,
  /** Without a right one there is no connection. */
  REQUIRED
}
