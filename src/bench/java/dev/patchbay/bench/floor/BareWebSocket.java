package dev.patchbay.bench.floor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;

/**
 * A WebSocket of Vert.x that answers each message on its event loop, with no limit and no route.
 */
final class BareWebSocket {

  private static final String TEMPLATE =
      """
      {"type": "answer", "room": "$message.room", "user": "$message.user",
       "action": "$message.action", "text": "$message.text"}""";

  private BareWebSocket() {}

  static Handler<HttpServerRequest> echo() {
    return handler(UnaryOperator.identity());
  }

  static Handler<HttpServerRequest> rendering() {
    ObjectMapper mapper = new ObjectMapper();
    Template template = template();
    return handler(text -> render(template, mapper, text));
  }

  private static Handler<HttpServerRequest> handler(UnaryOperator<String> answer) {
    return request -> {
      if (!request.canUpgradeToWebSocket()) {
        request.response().setStatusCode(404).end();
        return;
      }
      request
          .toWebSocket()
          .onSuccess(
              socket ->
                  socket.textMessageHandler(text -> socket.writeTextMessage(answer.apply(text))));
    };
  }

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

  private static String render(Template template, ObjectMapper mapper, String text) {
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
