package org.mturkproxy.translator.modern;

/** Which modern operations change nothing: their names say so ({@code mapping.md} section 2). */
public final class ModernReads {

  private ModernReads() {}

  /** Whether it only reads. */
  public static boolean onlyReads(String operation) {
    return operation.startsWith("List") || operation.startsWith("Get");
  }
}
