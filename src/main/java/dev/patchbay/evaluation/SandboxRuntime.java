package dev.patchbay.evaluation;

import dev.patchbay.model.Limit;
import java.io.Reader;
import java.util.Properties;
import org.apache.velocity.Template;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.runtime.resource.loader.StringResourceLoader;
import org.slf4j.helpers.NOPLogger;

/**
 * Velocity as API Gateway configures it, without access to files, classes and logs. Every parsed
 * tree, the trees of interpolated strings too, is checked and metered.
 */
final class SandboxRuntime extends RuntimeInstance {

  private static final int MACRO_DEPTH_MAX = Limit.EVALUATION_MACROS.intValue();

  SandboxRuntime() {
    Properties properties = new Properties();
    properties.setProperty(RuntimeConstants.UBERSPECT_CLASSNAME, SandboxUberspect.class.getName());
    properties.setProperty(RuntimeConstants.RESOURCE_LOADERS, "string");
    properties.setProperty("resource.loader.string.class", StringResourceLoader.class.getName());
    properties.setProperty(RuntimeConstants.VM_LIBRARY, "");
    properties.setProperty(RuntimeConstants.VM_PERM_INLINE_LOCAL, "true");
    properties.setProperty(RuntimeConstants.VM_MAX_DEPTH, String.valueOf(MACRO_DEPTH_MAX));
    properties.setProperty(RuntimeConstants.RUNTIME_REFERENCES_STRICT, "false");
    properties.setProperty(RuntimeConstants.SPACE_GOBBLING, "lines");
    properties.setProperty(RuntimeConstants.EVENTHANDLER_INVALIDREFERENCES_QUIET, "true");
    properties.setProperty(RuntimeConstants.EVENTHANDLER_INVALIDREFERENCES_NULL, "true");
    setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
    init(properties);
  }

  @Override
  public SimpleNode parse(Reader reader, Template template) throws ParseException {
    SimpleNode tree = super.parse(reader, template);
    TemplateTree.instrument(tree);
    if (template instanceof ParsedTemplate parsed) {
      parsed.add(tree);
    }
    return tree;
  }
}
