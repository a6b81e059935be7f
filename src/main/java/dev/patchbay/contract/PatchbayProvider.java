package dev.patchbay.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Verifies the contracts of a test class against the real service: it is started on a free port
 * with a Redis of its own before the first test of the class, answers changes of state, and is
 * closed after the last one. The class says besides, in the words of Pact, where the contracts are.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PatchbayProviderExtension.class)
public @interface PatchbayProvider {

  /**
   * The file of the integration responses that render messages where the states of a contract set
   * up none: an export of one integration, or the output of {@code aws apigatewayv2
   * get-integration-responses} prints.
   */
  String integrationResponses() default "";
}
