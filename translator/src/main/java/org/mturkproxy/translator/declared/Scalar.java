package org.mturkproxy.translator.declared;

/** The simple types of XML Schema that the legacy schema uses. */
public enum Scalar implements SchemaType {
  STRING("string"),
  INT("int"),
  LONG("long"),
  DECIMAL("decimal"),
  DOUBLE("double"),
  BOOLEAN("boolean"),
  DATE_TIME("dateTime");

  private final String xsdName;

  Scalar(String xsdName) {
    this.xsdName = xsdName;
  }

  /** The name in the namespace of XML Schema. */
  public String xsdName() {
    return xsdName;
  }
}
