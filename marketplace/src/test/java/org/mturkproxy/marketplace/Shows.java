package org.mturkproxy.marketplace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test asserts what these members of a request do, such as {@code DeleteHIT.HITId}. It fails if
 * it does not send them in a call that succeeds.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MemberRecorder.Claims.class)
@interface Shows {
  String[] value();
}
