package org.mturkproxy.translator.error;

import java.util.List;

/**
 * The legacy errors that we find ourselves, with the texts of the real service where they were
 * recorded ({@code legacy-api.md} 7). Clients compare the codes: never rename one.
 */
public final class LegacyErrors {

  public static final String NOT_AUTHORIZED = "AWS.NotAuthorized";
  public static final String BAD_CLAIMS = "AWS.BadClaimsSupplied";
  public static final String BAD_CREDENTIAL = "AWS.BadCredentialSupplied";
  public static final String MUST_REGISTER = "AWS.MechanicalTurk.MustRegister";
  public static final String INTERNAL_ERROR = "AWS.InternalError";

  public static final String SERVICE_UNAVAILABLE = "ServiceUnavailable";
  public static final String FORBIDDEN = "Forbidden";
  public static final String REQUEST_EXPIRED = "RequestExpired";
  public static final String INVALID_OPERATION = "AWS.InvalidOperationParameter";
  public static final String MISSING_OPERATION = "AWS.MissingOperationParameter";
  public static final String INVALID_SERVICE = "AWS.InvalidServiceParameter";

  /**
   * Ours: the real service's answer to a query it could not decode was never recorded. Old clients
   * show the code and go on as with any other error.
   */
  public static final String UNREADABLE_REQUEST = "AWS.InvalidRequest";

  public static final String MISSING_PARAMETERS = "AWS.MissingParameters";
  public static final String OUT_OF_RANGE = "AWS.ParameterOutOfRange";
  public static final String INVALID_ENUMERATION = "AWS.InvalidEnumeratedParameter";
  public static final String TOO_MANY_VALUES = "AWS.ExceededMaximumParameterValues";
  public static final String INVALID_VALUE = "AWS.MechanicalTurk.InvalidParameterValue";

  public static final String PERMISSION_DENIED = "AWS.MechanicalTurk.PermissionDenied";
  public static final String PERMISSION_DENIED_EXCEPTION = PERMISSION_DENIED + "Exception";
  public static final String HIT_ALREADY_EXISTS = "AWS.MechanicalTurk.HITAlreadyExists";
  public static final String QUALIFICATION_TYPE_ALREADY_EXISTS =
      "AWS.MechanicalTurk.QualificationTypeAlreadyExists";
  public static final String HIT_DOES_NOT_EXIST = "AWS.MechanicalTurk.HITDoesNotExist";
  public static final String INVALID_HIT_STATE = "AWS.MechanicalTurk.InvalidHITState";
  public static final String OUTCOME_UNKNOWN = "PROXY.OutcomeUnknown";

  public static final String DUPLICATE_CALL = "AWS.MechanicalTurk.DuplicateCall";
  public static final String INVALID_ASSIGNMENT_STATE = "AWS.MechanicalTurk.InvalidAssignmentState";
  public static final String INVALID_QUALIFICATION_STATE =
      "AWS.MechanicalTurk.InvalidQualificationState";
  public static final String INVALID_TRANSPORT = "AWS.MechanicalTurk.InvalidTransportEndpoint";
  public static final String NOT_EXECUTED = "PROXY.NotExecuted";

  /** The states of a HIT in which DisableHIT can begin ({@code mapping.md} 3.7). */
  public static final String CAN_BE_DISABLED = "Assignable, Unassignable";

  private LegacyErrors() {}

  /** A value as it is told back: long enough to be recognised. */
  private static String shown(String value) {
    return value.length() <= 100 ? value : value.substring(0, 100) + "…";
  }

  /** Unknown key and wrong signature answer alike: the difference would help a guesser. */
  public static LegacyError notAuthorized() {
    return LegacyError.ours(
        NOT_AUTHORIZED,
        "The identity contained in the request is not authorized to use this AWSAccessKeyId");
  }

  /** Key id or signature are not there. */
  public static LegacyError badCredential(String missing) {
    return LegacyError.ours(
        BAD_CREDENTIAL, "The request must contain the parameter " + missing + ".");
  }

  /** The timestamp is missing or is no date. */
  public static LegacyError badClaims(String signed, String serverTime) {
    return LegacyError.ours(
        BAD_CLAIMS,
        "The specified claims are invalid. The Signature must sign the string: "
            + shown(signed)
            + ". The Timestamp must be a date such as 2014-08-15T10:20:30Z."
            + " Our current system time: "
            + serverTime
            + ".");
  }

  /** What a client whose signature is wrong should have signed, as one more sentence. */
  public static String mustSign(String signed) {
    String text = signed.length() <= 8192 ? signed : signed.substring(0, 8192) + "…";
    return ". The Signature must sign the string: " + text;
  }

  /**
   * The timestamp is further from our clock than the window allows. The recorded text ends with the
   * first time; the other one tells whose clock is wrong.
   */
  public static LegacyError requestExpired(String timestamp, String serverTime) {
    return LegacyError.ours(
        REQUEST_EXPIRED,
        "Request has expired. Timestamp date is "
            + shown(timestamp)
            + ". Our current system time: "
            + serverTime);
  }

  /** The same signed request came before. */
  public static LegacyError requestUsed(String timestamp) {
    return LegacyError.ours(
        REQUEST_EXPIRED,
        "Request was sent before and is not carried out again. Timestamp date is "
            + shown(timestamp));
  }

  /** The key may not do this here. */
  public static LegacyError permissionDenied(String why) {
    return LegacyError.ours(PERMISSION_DENIED, why);
  }

  /** The one answer that means "try again": only for calls that surely had no effect. */
  public static LegacyError serviceUnavailable() {
    return LegacyError.ours(
        SERVICE_UNAVAILABLE,
        "Service AWSMechanicalTurkRequester is currently unavailable. Please try again later");
  }

  /** A fault of this proxy. */
  public static LegacyError internalError() {
    return LegacyError.ours(INTERNAL_ERROR, "We are unable to process your request at this time.");
  }

  /** Neither GET nor POST. The real service's code for it is not known; this is the nearest. */
  public static LegacyError methodNotAllowed() {
    return LegacyError.ours(INVALID_OPERATION, "Only the HTTP methods GET and POST are supported.");
  }

  /** A part of the request that is longer than we take, and a sentence of advice or nothing. */
  public static LegacyError tooLarge(String part, String advice) {
    return LegacyError.ours(INVALID_VALUE, "The " + part + " of the request is too long." + advice);
  }

  /** Bytes that are not a request, or not one that we take. */
  public static LegacyError unreadableHttp(String why) {
    return LegacyError.ours(MISSING_OPERATION, "The request cannot be read: " + why + ".");
  }

  /** No operation of this name. */
  public static LegacyError invalidOperation(String operation) {
    return LegacyError.ours(
        INVALID_OPERATION,
        "The value \""
            + shown(operation)
            + "\" you specified for the Operation parameter is invalid.");
  }

  /** An operation that the service had once, and switched off ({@code legacy-api.md} 9.4). */
  public static LegacyError withdrawnOperation(String operation) {
    return invalidOperation(operation)
        .before(" The operation was switched off on 2008-11-04.")
        .at(Level.OPERATION);
  }

  /** No operation at all. */
  public static LegacyError missingOperation() {
    return LegacyError.ours(MISSING_OPERATION, "Your request is missing the Operation parameter.");
  }

  /** A service that is not ours. */
  public static LegacyError invalidService(String service) {
    return LegacyError.ours(
        INVALID_SERVICE,
        "The value \""
            + shown(service)
            + "\" you specified for the Service parameter is invalid."
            + " The only valid value is AWSMechanicalTurkRequester.");
  }

  /** A SOAP request in a namespace that is not one of the API's. */
  public static LegacyError invalidNamespace(String namespace) {
    return LegacyError.ours(
        INVALID_OPERATION,
        "The namespace \""
            + shown(namespace)
            + "\" of the operation is not known. It must be"
            + " http://requester.mturk.amazonaws.com/doc/ and a version, such as 2014-08-15.");
  }

  /** A query string, form body or SOAP envelope that cannot be decoded. */
  public static LegacyError unreadable(String why) {
    return LegacyError.ours(UNREADABLE_REQUEST, "The request cannot be read: " + why);
  }

  /** Required parameters are absent; all of them are named. */
  public static LegacyError missing(List<String> parameters) {
    return LegacyError.ours(
        MISSING_PARAMETERS,
        "Your request is missing required parameters. Required parameters include "
            + String.join(", ", parameters)
            + ".");
  }

  /** A number outside its range. */
  public static LegacyError outOfRange(String parameter, long least, long most) {
    return LegacyError.ours(
        OUT_OF_RANGE,
        "The value you specified for "
            + parameter
            + " is invalid. Valid values must be between "
            + least
            + " and "
            + most
            + ".");
  }

  /** A word outside an enumeration. The recorded text does not name the parameter; ours does. */
  public static LegacyError invalidEnumeration(String parameter, String value) {
    return LegacyError.ours(
        INVALID_ENUMERATION,
        "The value \""
            + shown(value)
            + "\" you specified for enumeration is invalid. The parameter is "
            + parameter
            + ".");
  }

  /** A value that is not acceptable. */
  public static LegacyError invalidValue(String parameter, String value) {
    return LegacyError.ours(
        INVALID_VALUE,
        "The value \"" + shown(value) + "\" is not valid for the parameter " + parameter + ".");
  }

  /** A value that is not acceptable, with the reason as one more sentence. */
  public static LegacyError invalidValue(String parameter, String value, String reason) {
    return LegacyError.ours(INVALID_VALUE, invalidValue(parameter, value).message() + " " + reason);
  }

  /** A list that is too long. */
  public static LegacyError tooMany(String parameter, int most) {
    return LegacyError.ours(
        TOO_MANY_VALUES,
        "You may specify at most " + most + " values for the parameter " + parameter + ".");
  }

  /**
   * Nobody knows whether the call took effect ({@code mapping.md} 3.3 rule 7). HTTP 200, so that no
   * client repeats it by itself.
   */
  public static LegacyError outcomeUnknown(String operation, String hint) {
    return LegacyError.ours(
        OUTCOME_UNKNOWN,
        "No usable answer came from the service: "
            + operation
            + " may or may not have been carried out. Look before you repeat it."
            + hint);
  }

  /**
   * This one was not carried out, while another of the same call was: an answer that invites a
   * repeat would do the other one twice ({@code mapping.md} 3.1, batches).
   */
  public static LegacyError notExecuted(LegacyError why) {
    return LegacyError.ours(
        NOT_EXECUTED, "This request was not carried out. " + why.code() + ": " + why.message());
  }

  /** A HIT whose state does not allow DisableHIT. The service wrote two blanks. */
  public static LegacyError invalidHitState(String state) {
    return LegacyError.ours(
        INVALID_HIT_STATE,
        "This HIT is currently in the state '"
            + shown(state)
            + "'.  This operation can be called with a status of: "
            + CAN_BE_DISABLED);
  }

  /** What whoever runs the proxy has decided not to carry out. */
  public static LegacyError refusedByPolicy(String message) {
    return LegacyError.ours(NOT_EXECUTED, message);
  }

  /**
   * The same, under a code of their choice.
   *
   * @param code one that the clients concerned know
   */
  public static LegacyError refusedByPolicy(String code, String message) {
    return code.equals(SERVICE_UNAVAILABLE)
        ? serviceUnavailable()
        : LegacyError.ours(code, message);
  }

  /** An assignment whose state does not allow the call. */
  public static LegacyError invalidAssignmentState(String allowed) {
    return LegacyError.ours(
        INVALID_ASSIGNMENT_STATE, "This operation can be called with a status of: " + allowed);
  }

  /** A Qualification that was revoked. */
  public static LegacyError invalidQualificationState() {
    return LegacyError.ours(
        INVALID_QUALIFICATION_STATE, "This operation can be called with a status of: Granted");
  }

  /** A way of notification that is no more. */
  public static LegacyError invalidTransport(String transport) {
    return LegacyError.ours(
        INVALID_TRANSPORT,
        "The transport " + transport + " is not supported. Use Email, SQS or SNS.");
  }

  /** An extension that would cross the border to a higher fee. */
  public static LegacyError invalidIncrease() {
    return LegacyError.ours(
        "AWS.MechanicalTurk.InvalidMaximumAssignmentsIncrease",
        "A HIT made with fewer than 10 assignments cannot be extended to 10 or more.");
  }

  /** A HIT from before extensions were allowed. */
  public static LegacyError tooOldForExtension() {
    return LegacyError.ours(
        "AWS.MechanicalTurk.HITTooOldForExtension",
        "HITs created before July 22, 2015 cannot be given more assignments.");
  }

  /** The same error, in a form that no client answers with a repeat of the whole call. */
  public static LegacyError withoutInvitation(LegacyError error) {
    return error.level() == Level.REQUEST ? error : notExecuted(error);
  }
}
