package dev.patchbay.bench.floor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;

/** Renders a cached Velocity template over a message that Jackson parses. */
final class Rendering {

  private static final String TEMPLATE =
      """
      {"type": "answer", "room": "$message.room", "user": "$message.user",
       "action": "$message.action", "text": "$message.text"}""";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Template template = template();

  private static Template template() {
    RuntimeInstance engine = new RuntimeInstance();
    engine.init();
    Template template = new Template();
    template.setRuntimeServices(engine);
    try {
      template.setData(engine.parse(new StringReader(TEMPLATE), template));
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
    template.initDocument();
    return template;
  }

  String of(String text) {
    try {
      VelocityContext context = new VelocityContext();
      context.put("message", mapper.readValue(text, Map.class));
      StringWriter rendered = new StringWriter(2 * text.length());
      template.merge(context, rendered);
      return rendered.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
