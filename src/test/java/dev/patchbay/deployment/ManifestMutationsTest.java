package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good manifests with one thing wrong each: none of them may pass. */
final class ManifestMutationsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  /**
   * One thing wrong.
   *
   * @param complaint the text of the expected fault
   */
  private record Mutation(
      String what, String overlay, Consumer<Manifests> change, String complaint) {

    @Override
    public String toString() {
      return what;
    }
  }

  static List<Mutation> mutations() {
    return List.of(
        // Types.
        set(
            "a member misspelt",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec",
            "hostNetwrok",
            "true",
            "hostNetwrok"),
        set(
            "a text for a number",
            "dev",
            "Deployment patchbay",
            "/spec",
            "replicas",
            "'1'",
            "replicas"),
        set(
            "a number for a text",
            "dev",
            "ConfigMap patchbay",
            "/data",
            "PATCHBAY_HTTP_PORT",
            "8080",
            "Integer value"),
        remove(
            "no image",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec/containers/0",
            "image",
            "image is missing"),
        remove(
            "no upper bound",
            "cluster",
            "HorizontalPodAutoscaler patchbay",
            "/spec",
            "maxReplicas",
            "maxReplicas is missing"),
        set(
            "a version that is gone",
            "cluster",
            "HorizontalPodAutoscaler patchbay",
            "",
            "apiVersion",
            "autoscaling/v2beta2",
            "there is no autoscaling/v2beta2"),
        set(
            "a probe's threshold misspelt",
            "sentinel",
            "StatefulSet redis-sentinel",
            "/spec/template/spec/containers/0/livenessProbe",
            "failureTreshold",
            "3",
            "failureTreshold"),
        set(
            "a rule's member misspelt",
            "sentinel",
            "PrometheusRule patchbay",
            "/spec/groups/0/rules/0",
            "anotations",
            "{}",
            "anotations"),
        // References.
        set(
            "pods under another label",
            "dev",
            "Deployment patchbay",
            "/spec/template/metadata/labels",
            "app.kubernetes.io/name",
            "patch-bay",
            "does not select its pods"),
        set(
            "a service of nobody",
            "dev",
            "Service patchbay",
            "/spec/selector",
            "app.kubernetes.io/name",
            "patch-bay",
            "it selects not one workload"),
        set(
            "a service's port that no container has",
            "dev",
            "Service patchbay",
            "/spec/ports/0",
            "targetPort",
            "web",
            "its pods have no port"),
        set(
            "a budget of nobody",
            "cluster",
            "PodDisruptionBudget redis",
            "/spec/selector/matchLabels",
            "app.kubernetes.io/name",
            "valkey",
            "it selects not one workload"),
        set(
            "an autoscaler of nothing",
            "cluster",
            "HorizontalPodAutoscaler patchbay",
            "/spec/scaleTargetRef",
            "name",
            "patch-bay",
            "it scales nothing"),
        set(
            "a path of a probe that is not served",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec/containers/0/readinessProbe/httpGet",
            "path",
            "/ready",
            "path does not answer"),
        set(
            "a probe at the callers' port",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec/containers/0/livenessProbe/httpGet",
            "port",
            "http",
            "path does not answer"),
        set(
            "a setting misspelt",
            "dev",
            "ConfigMap patchbay",
            "/data",
            "PATCHBAY_THROTLE_RATE",
            "'10'",
            "there is no setting PATCHBAY_THROTLE_RATE"),
        set(
            "a value that the service refuses",
            "dev",
            "ConfigMap patchbay",
            "/data",
            "PATCHBAY_DURABILITY",
            "paranoid",
            "PATCHBAY_DURABILITY is paranoid"),
        set(
            "another port than the container's",
            "dev",
            "ConfigMap patchbay",
            "/data",
            "PATCHBAY_HTTP_PORT",
            "'8081'",
            "PATCHBAY_HTTP_PORT is not the port http"),
        set(
            "a file that no Secret brings",
            "sentinel",
            "ConfigMap patchbay",
            "/data",
            "PATCHBAY_TLS_KEY_FILE",
            "/etc/patchbay/tls/key.pem",
            "no Secret brings the file"),
        set(
            "a Secret that nobody is told of",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec/volumes/1/secret",
            "secretName",
            "credentials",
            "no operator is told"),
        set(
            "a ConfigMap that is not there",
            "cluster",
            "Job redis-creation",
            "/spec/template/spec/volumes/0/configMap",
            "name",
            "scripts",
            "there is no ConfigMap"),
        set(
            "a Redis that is not there",
            "sentinel",
            "ConfigMap patchbay",
            "/data",
            "PATCHBAY_REDIS_URI",
            "redis://redis-sentinel-3.redis-sentinel:26379",
            "there is no redis"),
        set(
            "a mount without a volume",
            "dev",
            "StatefulSet redis",
            "/spec/template/spec/containers/0/volumeMounts/0",
            "name",
            "datas",
            "mounted"),
        set(
            "a set without its names",
            "cluster",
            "StatefulSet redis",
            "/spec",
            "serviceName",
            "redis-headless",
            "no headless Service"),
        set(
            "a scrape of nothing",
            "sentinel",
            "ServiceMonitor patchbay",
            "/spec/endpoints/0",
            "port",
            "metrics",
            "nothing answers"),
        // Promises.
        set(
            "too little time to stop",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec",
            "terminationGracePeriodSeconds",
            "15",
            "killed before it has finished"),
        set(
            "a rollout that takes replicas away",
            "cluster",
            "Deployment patchbay",
            "/spec/strategy/rollingUpdate",
            "maxUnavailable",
            "1",
            "takes replicas away"),
        set(
            "more memory than is requested",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec/containers/0/resources/limits",
            "memory",
            "1Gi",
            "memory"),
        set(
            "an image by its tag alone",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec/containers/0",
            "image",
            "registry.example.com/patchbay:0.1.0",
            "not a tag and a digest"),
        set(
            "more replicas than share the limit",
            "cluster",
            "HorizontalPodAutoscaler patchbay",
            "/spec",
            "maxReplicas",
            "12",
            "PATCHBAY_REPLICAS"),
        change(
            "a Redis that forgets in a power cut",
            "sentinel",
            manifests -> {
              ObjectNode data = (ObjectNode) manifests.get("ConfigMap", "redis").get("data");
              data.put(
                  "redis.conf",
                  data.get("redis.conf")
                      .asText()
                      .replace("appendfsync always", "appendfsync everysec"));
            },
            "Redis is set up without appendfsync always"),
        drop("everything allowed", "dev", "NetworkPolicy default-deny", "not denied"),
        drop(
            "servers cut off from each other",
            "cluster",
            "NetworkPolicy servers",
            "is not allowed"),
        set(
            "a bus for everybody",
            "cluster",
            "NetworkPolicy servers",
            "/spec/ingress/0/from/0",
            "podSelector",
            "{}",
            "allowed without need"),
        // The gateway.
        set(
            "clients that are sent away for longer than a pod has",
            "dev",
            "Deployment patchbay-gateway",
            "/spec/template/spec",
            "terminationGracePeriodSeconds",
            "45",
            "killed before it has finished"),
        set(
            "a gateway that is off",
            "sentinel",
            "Deployment patchbay-gateway",
            "/spec/template/spec/containers/0/env/0",
            "value",
            "'off'",
            "PATCHBAY_GATEWAY_PORT is not the port gateway"),
        set(
            "endpoints without TLS",
            "cluster",
            "ConfigMap patchbay",
            "/data",
            "PATCHBAY_GATEWAY_URL",
            "ws://patchbay-gateway.patchbay:8090",
            "PATCHBAY_GATEWAY_URL is not wss://patchbay-gateway.patchbay:8090"),
        set(
            "backends inside the cluster",
            "dev",
            "NetworkPolicy gateway-to-backends",
            "/spec/egress/0/to/0/ipBlock",
            "except",
            "[169.254.0.0/16]",
            "open to addresses of the cluster"),
        drop(
            "replicas of the gateway cut off from each other",
            "cluster",
            "NetworkPolicy gateway-replicas",
            "port=8091] is not allowed"),
        drop("clients kept out", "dev", "NetworkPolicy clients", "clients are not let in"),
        drop(
            "a gateway that is not scraped",
            "sentinel",
            "Service patchbay-gateway-management",
            "Services of the management ports"),
        drop(
            "a gateway without a disruption budget",
            "sentinel",
            "PodDisruptionBudget patchbay-gateway",
            "not one disruption budget"),
        // Pod Security.
        remove(
            "no seccomp profile",
            "dev",
            "Deployment patchbay",
            "/spec/template/spec/securityContext",
            "seccompProfile",
            "Seccomp"),
        set(
            "a root user",
            "cluster",
            "Job redis-creation",
            "/spec/template/spec/securityContext",
            "runAsUser",
            "0",
            "Running as Non-root user"),
        set(
            "a capability",
            "sentinel",
            "StatefulSet redis",
            "/spec/template/spec/containers/0/securityContext/capabilities",
            "add",
            "[SYS_ADMIN]",
            "Capabilities"),
        set(
            "the host's network",
            "dev",
            "StatefulSet redis",
            "/spec/template/spec",
            "hostNetwork",
            "true",
            "Host Namespaces"),
        set(
            "a namespace for all pods",
            "dev",
            "Namespace patchbay",
            "/metadata/labels",
            "pod-security.kubernetes.io/enforce",
            "baseline",
            "need not be restricted"));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void isCaught(Mutation mutation) {
    Manifests manifests = Manifests.ofOverlay(mutation.overlay);
    mutation.change.accept(manifests);
    assertThat(new ManifestChecks(PATCHBAY.managementAddress()).problems(manifests))
        .anySatisfy(problem -> assertThat(problem).contains(mutation.complaint));
  }

  private static Mutation change(
      String what, String overlay, Consumer<Manifests> change, String complaint) {
    return new Mutation(what, overlay, change, complaint);
  }

  /** Sets a member, which is new or has another value. */
  private static Mutation set(
      String what,
      String overlay,
      String object,
      String pointer,
      String member,
      String yaml,
      String complaint) {
    return change(
        what,
        overlay,
        manifests -> {
          ObjectNode parent = at(manifests, object, pointer);
          JsonNode value = Yaml.documents("value: " + yaml).get(0).get("value");
          assertThat(parent.get(member)).isNotEqualTo(value);
          parent.set(member, value);
        },
        complaint);
  }

  private static Mutation remove(
      String what, String overlay, String object, String pointer, String member, String complaint) {
    return change(
        what,
        overlay,
        manifests -> assertThat(at(manifests, object, pointer).remove(member)).isNotNull(),
        complaint);
  }

  private static Mutation drop(String what, String overlay, String object, String complaint) {
    return change(
        what,
        overlay,
        manifests ->
            assertThat(
                    manifests
                        .objects()
                        .removeIf(each -> Kustomization.identity(each).equals(object)))
                .isTrue(),
        complaint);
  }

  private static ObjectNode at(Manifests manifests, String object, String pointer) {
    String[] kindAndName = object.split(" ", 2);
    JsonNode parent = manifests.get(kindAndName[0], kindAndName[1]).at(pointer);
    assertThat(parent).as(pointer).isInstanceOf(ObjectNode.class);
    return (ObjectNode) parent;
  }
}
