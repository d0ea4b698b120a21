package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.result.Element.price;

import java.util.List;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.result.Shape;

/** Operations about the Requester's account. */
final class AccountOperations {

  /** 4.13. Three decimals, as the manual shows them. Its one parameter means nothing. */
  private static final Operation GET_ACCOUNT_BALANCE =
      operation("GetAccountBalance")
          .takes(optional("Unused", TEXT).kept())
          .answers(Shape.of(price("AvailableBalance", 3), price("OnHoldBalance", 3)))
          .calls("GetAccountBalance", Repeat.FREE);

  static final List<Operation> ALL = List.of(GET_ACCOUNT_BALANCE);

  private AccountOperations() {}
}
