package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages a model accepts. Schemas have apostrophes in the place of quotes. */
final class MessageModelTest {

  private static final Evaluator EVALUATOR = new Evaluator(EvaluationLimits.defaults(), () -> 0);

  private static Optional<EvaluationError> check(Map<String, String> schemas, String message) {
    return EVALUATOR.check(
        MessageModel.of("api0000001", "m", schemas).orElseThrow(), message.replace('\'', '"'));
  }

  private static Optional<EvaluationError> check(String schema, String message) {
    return check(Map.of("m", schema.replace('\'', '"')), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'object'} | {} | []",
        "{'type':['string','null']} | null | 1",
        "{'type':'integer'} | 12345678901234567890 | 1.0",
        "{'type':'number'} | 1 | '1'",
        "{'type':'boolean'} | false | 0",
        "{'required':['x']} | {'x':null} | {'y':1}",
        "{'required':['x']} | 7 | {}",
        "{'minLength':2} | 'ab' | 'a'",
        "{'maxLength':1} | '\\ud83d\\ude00' | 'ab'",
        "{'minItems':1} | [1] | []",
        "{'maxItems':1} | [1] | [1,2]",
        "{'minProperties':1} | {'a':1} | {}",
        "{'maxProperties':0} | {} | {'a':1}",
        "{'minimum':5} | 5 | 4.999",
        "{'minimum':5,'exclusiveMinimum':true} | 5.5 | 5.0",
        "{'maximum':5} | 5.0 | 6",
        "{'maximum':5,'exclusiveMaximum':true} | 4 | 5",
        "{'multipleOf':0.01} | 4.35 | 4.355",
        "{'multipleOf':3} | 9 | 10",
        "{'enum':[1,'a',{'x':[1,2],'y':null}]} | {'y':null,'x':[1.0,2]} | {'x':[2,1],'y':null}",
        "{'enum':[1]} | 1.0 | '1'",
        "{'enum':[{'a':3}]} | {'a':3} | {'b':null}",
        "{'uniqueItems':true} | [1,'1',[1],{'a':1}] | [{'a':1,'b':2},{'b':2,'a':1.0}]",
        "{'pattern':'^b+'} | 'bbc' | 'abb'",
        "{'pattern':'b'} | 'abc' | 'ac'",
        "{'properties':{'a':{'type':'string'}}} | {'a':'x','b':1} | {'a':1}",
        "{'patternProperties':{'^n':{'type':'integer'}}} | {'n1':1,'m':''} | {'n1':''}",
        "{'properties':{'a':{}},'additionalProperties':false} | {'a':1} | {'b':1}",
        "{'properties':{'a':{}},'additionalProperties':{'type':'null'}} | {'b':null} | {'b':1}",
        "{'patternProperties':{'a':{}},'additionalProperties':false} | {'xax':1} | {'b':1}",
        "{'items':{'type':'integer'}} | [1,2] | [1,'2']",
        "{'items':[{'type':'integer'}],'additionalItems':false} | [1] | [1,2]",
        "{'items':[{'type':'integer'}],'additionalItems':{'type':'string'}} | [1,'2'] | [1,2]",
        "{'items':[{'type':'integer'}]} | [1,'2'] | ['1']",
        "{'dependencies':{'a':['b']}} | {'a':1,'b':2} | {'a':1}",
        "{'dependencies':{'a':{'required':['c']}}} | {'a':1,'c':2} | {'a':1}",
        "{'allOf':[{'minimum':1},{'maximum':2}]} | 2 | 3",
        "{'anyOf':[{'type':'string'},{'minimum':2}]} | 2 | 1",
        "{'oneOf':[{'minimum':1},{'minimum':2}]} | 1 | 2",
        "{'not':{'type':'string'}} | 1 | 'a'",
        "{'$ref':'#/definitions/a~1b%20c','definitions':{'a/b c':{'type':'null'}}} | null | 1",
        "{'$ref':'#/items/1','items':[{},{'type':'null'}]} | null | 1",
        "{'properties':{'next':{'$ref':'#'}},'additionalProperties':false} | {'next':{'next':{}}} |"
            + " {'next':{'next':{'x':1}}}",
        "{'$ref':'#/definitions/a','type':'string','definitions':{'a':{}}} | 1 | no JSON"
      })
  void section23MessageMatchesItsModel(String schema, String accepted, String refused) {
    assertThat(check(schema, accepted)).isEmpty();
    assertThat(check(schema, refused)).map(EvaluationError::kind).contains(Kind.INVALID_BODY);
  }

  @Test
  void section23ARefusalHasTheWordsOfAws() {
    assertThat(check("{'required':['x','a']}", "{}").orElseThrow().message())
        .isEqualTo("object has missing required properties ([\"a\",\"x\"])");
    assertThat(check("{'type':['integer','null']}", "''").orElseThrow().message())
        .isEqualTo(
            "instance type (string) does not match any allowed primitive type (allowed:"
                + " [\"integer\",\"null\"])");
  }

  @Test
  void keywordsThatTheDraftDoesNotKnowAndFormatsHaveNoEffect() {
    assertThat(check("{'format':'email','const':1,'$schema':'http://x','id':'#y'}", "2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "#/definitions/x"})
  void aSchemaRefersToAnotherModelByItsAddress(String fragment) {
    Map<String, String> schemas =
        Map.of(
            "m",
            "{\"$ref\":\"https://apigateway.amazonaws.com/restapis/api0000001/models/other"
                + fragment
                + "\"}",
            "other",
            "{\"type\":\"integer\",\"definitions\":{\"x\":{\"type\":\"integer\"}}}",
            "unused",
            "no schema at all");
    assertThat(check(schemas, "1")).isEmpty();
    assertThat(check(schemas, "'a'")).map(EvaluationError::kind).contains(Kind.INVALID_BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'#'}",
        "{'$ref':'#/definitions/none'}",
        "{'$ref':'#/%zz'}",
        "{'$ref':'https://example.org/schema'}",
        "{'$ref':'https://apigateway.amazonaws.com/restapis/api0000001/models/none'}",
        "{'$ref':'https://apigateway.amazonaws.com/restapis/api0000002/models/m'}",
        "{'allOf':[{'$ref':'#'}]}",
        "{'anyOf':[{'$ref':'#'},{'$ref':'#'}]}",
        "{'pattern':'('}",
        "{'patternProperties':{'[':{}}}",
        "{'properties':{'a':1}}",
        "[]",
        "no JSON"
      })
  void aModelThatCannotBeUsedIsAnErrorOfItsOwn(String schema) {
    assertThat(check(schema, "{}"))
        .map(EvaluationError::kind)
        .hasValueSatisfying(kind -> assertThat(kind).isIn(Kind.MODEL, Kind.NESTING_LIMIT));
  }

  @Test
  void noSchemaAndNoMessageTakesLong() {
    String message = "[" + "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\",".repeat(3_000) + "1]";
    assertThat(check("{'items':{'pattern':'(.*a){12}x'}}", message))
        .map(EvaluationError::kind)
        .contains(Kind.PATTERN_LIMIT);
    StringBuilder doubling = new StringBuilder("{'definitions':{'d0':{}");
    for (int i = 1; i <= 30; i++) {
      String before = "{'$ref':'#/definitions/d" + (i - 1) + "'}";
      doubling.append(",'d" + i + "':{'allOf':[" + before + "," + before + "]}");
    }
    assertThat(check(doubling + "},'$ref':'#/definitions/d30'}", "1"))
        .map(EvaluationError::kind)
        .contains(Kind.STEP_LIMIT);
    StringBuilder chain = new StringBuilder("{'definitions':{'d0':{}");
    for (int i = 1; i <= 500; i++) {
      chain.append(",'d" + i + "':{'$ref':'#/definitions/d" + (i - 1) + "'}");
    }
    assertThat(check(chain + "},'$ref':'#/definitions/d500'}", "1"))
        .map(EvaluationError::kind)
        .contains(Kind.MODEL);
    assertThat(check("{}", "[".repeat(70_000)))
        .map(EvaluationError::kind)
        .contains(Kind.NESTING_LIMIT);
  }

  @Test
  void theSchemasThatAModelReachesHaveABound() {
    String large = "{\"$ref\":\"x/models/b\",\"title\":\"" + "a".repeat(131_072) + "\"}";
    assertThat(check(Map.of("m", large, "b", large), "1").orElseThrow().message())
        .contains("more than 262144 characters");
  }

  @Test
  void aNameWithoutAModelHasNone() {
    assertThat(MessageModel.of("api0000001", "m", Map.of("n", "{}"))).isEmpty();
  }
}
