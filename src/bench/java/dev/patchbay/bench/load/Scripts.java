package dev.patchbay.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes the script of each load, and keeps the requests for the next time. */
final class Scripts {

  /**
   * Twice as many as there are resources at most, so that each resource sees two bodies in turns
   * and every PATCH is a change.
   */
  private static final int REQUESTS = 20_000;

  /** Of the large ones; more of them would be half a gigabyte. */
  private static final int LARGE_REQUESTS = 2_000;

  /** A signature is good for five minutes. */
  private static final Duration SIGNED_AGE_MAX = Duration.ofMinutes(2);

  /**
   * The purpose of a script.
   *
   * @param paths the resources, in the order of use
   */
  record Key(Load load, List<String> paths, boolean signed, int port) {}

  private record Requests(List<byte[]> bytes, long madeNanos) {}

  private final Map<Key, Requests> kept = new HashMap<>();
  private final List<String> throttle;

  /**
   * Makes scripts.
   *
   * @param throttle the command by which the throttle is charged
   */
  Scripts(List<String> throttle) {
    this.throttle = throttle;
  }

  Script script(Key key, int connections) {
    if (key.load == Load.CREATE_AND_DELETE) {
      return new CreateAndDelete(http(key), collection(key.paths.get(0)), connections);
    }
    Requests requests = kept.get(key);
    if (requests == null
        || (key.signed && System.nanoTime() - requests.madeNanos > SIGNED_AGE_MAX.toNanos())) {
      requests = new Requests(make(key), System.nanoTime());
      kept.put(key, requests);
    }
    return new Cycle(requests.bytes);
  }

  private List<byte[]> make(Key key) {
    HttpRequests http = http(key);
    return switch (key.load) {
      case PATCH -> each(REQUESTS, i -> http.patch(path(key, i), Bodies.patch(i)));
      case PATCH_TEMPLATE ->
          each(LARGE_REQUESTS, i -> http.patch(path(key, i), Bodies.patchTemplate(i)));
      case PATCH_WITHOUT_EFFECT ->
          each(key.paths.size(), i -> http.patch(path(key, i), Bodies.patch(0)));
      case GET -> each(key.paths.size(), i -> http.get(path(key, i)));
      case GET_PAGE -> List.of(http.get(collection(key.paths.get(0)) + "?maxResults=100"));
      case EVALUATE ->
          each(
              LARGE_REQUESTS,
              i -> http.post(Evaluations.target(path(key, i)), Evaluations.request(i)));
      case MESSAGE -> each(LARGE_REQUESTS, Messages::frame);
      case CREATE_AND_DELETE -> throw new IllegalArgumentException("it answers to answers");
      case REDIS_PIPELINE -> each(REQUESTS, this::pipeline);
    };
  }

  private byte[] pipeline(int number) {
    String members = new String(Bodies.create("raw" + number, false), StandardCharsets.UTF_8);
    return RedisPipelines.patch(
        throttle, "bench:" + number % (REQUESTS / 2), "1 1 bench\n" + members);
  }

  private static HttpRequests http(Key key) {
    return new HttpRequests(
        key.port, key.signed ? Optional.of(new RequestSigner()) : Optional.empty());
  }

  private static String path(Key key, int number) {
    return key.paths.get(number % key.paths.size());
  }

  private static String collection(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static List<byte[]> each(int count, IntFunction<byte[]> request) {
    return IntStream.range(0, count).mapToObj(request).toList();
  }
}
