package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.model.Limit;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.exception.ParseErrorException;
import org.apache.velocity.exception.TemplateInitException;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.TemplateParseException;
import org.apache.velocity.runtime.parser.TokenMgrError;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.jspecify.annotations.Nullable;

/** Parses templates, keeps them by their text, and renders them. Safe for all threads. */
final class Templates {

  private static final int LENGTH_MAX = Limit.EVALUATED_TEMPLATE.intValue();

  private static final int NESTING_MAX = Limit.EVALUATION_BRACKETS.intValue();

  /** Characters of parsed templates that are kept; a character takes some 100 bytes of nodes. */
  private static final int CACHED_CHARACTERS_MAX = 160 * 1024;

  private static final String LEXICAL_ERROR =
      "Lexical error: " + TokenMgrError.class.getName() + ": ";

  private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");

  private final EventCartridge events = new EventCartridge();
  private final SandboxRuntime runtime = new SandboxRuntime();
  private final LruCache<String, ParsedTemplate> parsed =
      LruCache.ofTexts(CACHED_CHARACTERS_MAX, this::parse);

  Templates() {
    events.addEventHandler(new ReferenceEvents());
  }

  /** Whether a template is its own rendering, for it has no reference and no directive. */
  static boolean isLiteral(String text) {
    return text.indexOf('$') < 0 && text.indexOf('#') < 0 && text.length() <= LENGTH_MAX;
  }

  /** Charges a literal template as its rendering would be. */
  static String literal(String text) {
    Budget budget = Budget.current();
    budget.step();
    budget.copy(text.length());
    new BoundedWriter(budget, 0).write(text, 0, text.length());
    return text;
  }

  /** Renders a template at the cost of the current budget. */
  String render(String text, RenderContext context) {
    Budget budget = Budget.current();
    BoundedWriter writer = new BoundedWriter(budget, text.length());
    events.attachToContext(context);
    try {
      parsed.get(text).merge(context, writer);
      return writer.toString();
    } catch (StackOverflowError e) {
      throw budget.fault(Kind.NESTING_LIMIT, "the template nests too deep");
    } catch (VelocityException e) {
      throw budget.fault(Kind.TEMPLATE, Reason.of(e));
    } catch (RuntimeException e) {
      throw budget.fault(Kind.TEMPLATE, "the template fails: " + Reason.of(e));
    }
  }

  /**
   * Parses a template.
   *
   * @throws EvaluationFault where it does not parse
   */
  ParsedTemplate parse(String text) {
    Budget.compiling();
    if (text.length() > LENGTH_MAX) {
      throw new EvaluationFault(
          Kind.TEXT_LIMIT, "the template is longer than " + LENGTH_MAX + " characters");
    }
    if (Nesting.depth(text) > NESTING_MAX || Nesting.directives(text) > NESTING_MAX) {
      throw new EvaluationFault(
          Kind.NESTING_LIMIT, "the template nests deeper than " + NESTING_MAX + " levels");
    }
    ParsedTemplate template = new ParsedTemplate();
    template.setRuntimeServices(runtime);
    template.setName("template");
    try {
      SimpleNode tree = runtime.parse(new StringReader(text), template);
      template.setData(tree);
      template.initDocument();
      return template;
    } catch (TemplateParseException e) {
      throw syntax(e.getMessage(), e.getLineNumber(), e.getColumnNumber());
    } catch (ParseException e) {
      throw syntax(String.valueOf(e.getMessage()));
    } catch (ParseErrorException e) {
      throw syntax(e.getMessage(), e.getLineNumber(), e.getColumnNumber());
    } catch (TemplateInitException e) {
      throw syntax(e.getMessage(), e.getLineNumber(), e.getColumnNumber());
    } catch (StackOverflowError e) {
      throw new EvaluationFault(Kind.NESTING_LIMIT, "the template nests too deep");
    }
  }

  /** A lexical error has its place in its text only, behind the name of a class. */
  private static EvaluationFault syntax(String text) {
    String message = text.replace(LEXICAL_ERROR, "");
    Matcher place = PLACE.matcher(message);
    return place.find()
        ? syntax(message, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
        : syntax(message, 0, 0);
  }

  private static EvaluationFault syntax(@Nullable String message, int line, int column) {
    return new EvaluationFault(
        Kind.TEMPLATE_SYNTAX,
        "line "
            + line
            + ", column "
            + column
            + ": the template does not parse: "
            + Reason.line(message),
        line,
        column,
        null);
  }
}
