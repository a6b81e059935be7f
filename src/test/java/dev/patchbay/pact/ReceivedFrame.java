package dev.patchbay.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.MessageContentsBuilder;
import au.com.dius.pact.consumer.dsl.MessageInteractionBuilder;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.V4Interaction.AsynchronousMessage;
import au.com.dius.pact.core.model.v4.MessageContents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A frame that a WebSocket client relies on, and the client's own code that reads it.
 *
 * @param states the provider states to set up, in order; the last one is the reply of the backend
 * @param contentType of the text of the frame
 * @param reader the client's code
 */
record ReceivedFrame(
    String description,
    List<ProviderState> states,
    String contentType,
    Shape frame,
    Consumer<String> reader)
    implements Expectation {

  static ReceivedFrame json(
      String description, List<ProviderState> states, Shape frame, Consumer<String> reader) {
    return new ReceivedFrame(description, states, "application/json", frame, reader);
  }

  static ReceivedFrame text(
      String description, List<ProviderState> states, String frame, Consumer<String> reader) {
    return new ReceivedFrame(description, states, "text/plain", Shape.is(frame), reader);
  }

  /** Lets the client read the message of the contract. */
  @Override
  public void run() {
    String message = ((AsynchronousMessage) interaction()).contentsAsString();
    assertThat(message).isNotEmpty();
    reader.accept(message);
  }

  @Override
  public V4Interaction interaction() {
    MessageInteractionBuilder builder =
        new MessageInteractionBuilder(description, new ArrayList<>(states), new ArrayList<>());
    return builder.withContents(this::put).build().withGeneratedKey();
  }

  private MessageContentsBuilder put(MessageContentsBuilder builder) {
    if (!contentType.equals("application/json")) {
      return builder.withContent((String) frame.example(), contentType);
    }
    MessageContentsBuilder filled = builder.withContent(frame.json(), contentType);
    MessageContents contents = filled.getContents();
    frame.addTo(contents.getMatchingRules().addCategory("body"));
    return filled;
  }
}
