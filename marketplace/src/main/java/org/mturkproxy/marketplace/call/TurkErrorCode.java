package org.mturkproxy.marketplace.call;

/**
 * The codes of {@code RequestError} (mapping section 1.10); the spelling is what clients compare.
 */
public enum TurkErrorCode {
  ASSIGNMENT_DOES_NOT_EXIST("AssignmentDoesNotExist"),
  DUPLICATE_CALL("DuplicateCall"),
  HIT_ALREADY_EXISTS("HITAlreadyExists"),
  HIT_DOES_NOT_EXIST("HITDoesNotExist"),
  HIT_LAYOUT_DOES_NOT_EXIST("HITLayoutDoesNotExist"),
  HIT_TOO_OLD_FOR_EXTENSION("HITTooOldForExtension"),
  INSUFFICIENT_FUNDS("InsufficientFunds"),
  INVALID_ASSIGNMENT_STATE("InvalidAssignmentState"),
  INVALID_HIT_STATE("InvalidHITState"),
  INVALID_MAXIMUM_ASSIGNMENTS_INCREASE("InvalidMaximumAssignmentsIncrease"),
  INVALID_QUALIFICATION_REQUEST_STATE("InvalidQualificationRequestState"),
  INVALID_QUALIFICATION_STATE("InvalidQualificationState"),
  INVALID_QUALIFICATION_TYPE_STATE("InvalidQualificationTypeState"),
  INVALID_TRANSPORT_ENDPOINT("InvalidTransportEndpoint"),
  PERMISSION_DENIED("PermissionDenied"),
  QUALIFICATION_DOES_NOT_EXIST("QualificationDoesNotExist"),
  QUALIFICATION_REQUEST_DOES_NOT_EXIST("QualificationRequestDoesNotExist"),
  QUALIFICATION_TYPE_ALREADY_EXISTS("QualificationTypeAlreadyExists"),
  QUALIFICATION_TYPE_DOES_NOT_EXIST("QualificationTypeDoesNotExist"),
  XHTML_PARSE_ERROR("XHTMLParseError"),
  XML_PARSE_ERROR("XMLParseError");

  private final String suffix;

  TurkErrorCode(String suffix) {
    this.suffix = suffix;
  }

  String code() {
    return "AWS.MechanicalTurk." + suffix;
  }
}
