package org.mturkproxy.marketplace.model;

import java.util.List;

/** All operations of the modern API. */
public final class Operations {

  /** In the order of their declarations. */
  public static final List<Operation> ALL =
      List.of(
          HitOperations.CREATE_HIT,
          HitOperations.CREATE_HIT_WITH_HIT_TYPE,
          HitOperations.CREATE_HIT_TYPE,
          HitOperations.GET_HIT,
          HitOperations.DELETE_HIT,
          HitOperations.UPDATE_EXPIRATION_FOR_HIT,
          HitOperations.UPDATE_HIT_REVIEW_STATUS,
          HitOperations.UPDATE_HIT_TYPE_OF_HIT,
          HitOperations.CREATE_ADDITIONAL_ASSIGNMENTS_FOR_HIT,
          HitOperations.LIST_HITS,
          HitOperations.LIST_HITS_FOR_QUALIFICATION_TYPE,
          HitOperations.LIST_REVIEWABLE_HITS,
          HitOperations.LIST_REVIEW_POLICY_RESULTS_FOR_HIT,
          AssignmentOperations.APPROVE_ASSIGNMENT,
          AssignmentOperations.REJECT_ASSIGNMENT,
          AssignmentOperations.GET_ASSIGNMENT,
          AssignmentOperations.LIST_ASSIGNMENTS_FOR_HIT,
          AssignmentOperations.GET_FILE_UPLOAD_URL,
          AssignmentOperations.SEND_BONUS,
          AssignmentOperations.LIST_BONUS_PAYMENTS,
          AssignmentOperations.GET_ACCOUNT_BALANCE,
          QualificationOperations.CREATE_QUALIFICATION_TYPE,
          QualificationOperations.UPDATE_QUALIFICATION_TYPE,
          QualificationOperations.GET_QUALIFICATION_TYPE,
          QualificationOperations.DELETE_QUALIFICATION_TYPE,
          QualificationOperations.LIST_QUALIFICATION_TYPES,
          QualificationOperations.ASSOCIATE_QUALIFICATION_WITH_WORKER,
          QualificationOperations.DISASSOCIATE_QUALIFICATION_FROM_WORKER,
          QualificationOperations.GET_QUALIFICATION_SCORE,
          QualificationOperations.LIST_WORKERS_WITH_QUALIFICATION_TYPE,
          QualificationOperations.LIST_QUALIFICATION_REQUESTS,
          QualificationOperations.ACCEPT_QUALIFICATION_REQUEST,
          QualificationOperations.REJECT_QUALIFICATION_REQUEST,
          WorkerOperations.CREATE_WORKER_BLOCK,
          WorkerOperations.DELETE_WORKER_BLOCK,
          WorkerOperations.LIST_WORKER_BLOCKS,
          WorkerOperations.NOTIFY_WORKERS,
          WorkerOperations.UPDATE_NOTIFICATION_SETTINGS,
          WorkerOperations.SEND_TEST_EVENT_NOTIFICATION);

  private Operations() {}
}
