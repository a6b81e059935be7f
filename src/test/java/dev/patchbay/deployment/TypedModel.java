package dev.patchbay.deployment;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads objects as Kubernetes' own types: members that a type does not have and values of another
 * type are problems. What a type must have stands in a table here, for the classes do not say it.
 */
final class TypedModel {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          entry("v1 Namespace", Namespace.class),
          entry("v1 ServiceAccount", ServiceAccount.class),
          entry("v1 ConfigMap", ConfigMap.class),
          entry("v1 Service", Service.class),
          entry("apps/v1 Deployment", Deployment.class),
          entry("apps/v1 StatefulSet", StatefulSet.class),
          entry("batch/v1 Job", Job.class),
          entry("batch/v1 CronJob", CronJob.class),
          entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          entry("networking.k8s.io/v1 Ingress", Ingress.class),
          entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
          entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class));

  private static final List<String> OF_WORKLOAD =
      List.of("spec/selector", "spec/template/metadata/labels", "spec/template/spec/containers");

  /** Members by where they must be; a star stands for each element. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "Deployment", OF_WORKLOAD,
          "StatefulSet", OF_WORKLOAD,
          "Job", List.of("spec/template/spec/containers", "spec/template/spec/restartPolicy"),
          "Service", List.of("spec/ports/*/port"),
          "PodDisruptionBudget", List.of("spec/selector"),
          "HorizontalPodAutoscaler",
              List.of(
                  "spec/maxReplicas",
                  "spec/scaleTargetRef/apiVersion",
                  "spec/scaleTargetRef/kind",
                  "spec/scaleTargetRef/name",
                  "spec/metrics/*/type"),
          "NetworkPolicy", List.of("spec/podSelector", "spec/policyTypes"),
          "ServiceMonitor", List.of("spec/selector", "spec/endpoints/*/port"),
          "PrometheusRule", List.of("spec/groups/*/name", "spec/groups/*/rules/*/expr"));

  private static final List<String> REQUIRED_IN_PODS =
      List.of(
          "containers/*/name",
          "containers/*/image",
          "containers/*/ports/*/containerPort",
          "containers/*/volumeMounts/*/name",
          "containers/*/volumeMounts/*/mountPath",
          "volumes/*/name",
          "topologySpreadConstraints/*/maxSkew",
          "topologySpreadConstraints/*/topologyKey",
          "topologySpreadConstraints/*/whenUnsatisfiable");

  private static final JsonMapper STRICT = strict();

  private TypedModel() {}

  private static JsonMapper strict() {
    JsonMapper mapper =
        JsonMapper.builder()
            .annotationIntrospector(new WithoutCatchAll())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** The classes take what they do not know into a map; without it, it is an error. */
  private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  static Stream<String> problems(JsonNode object) {
    String identity = Kustomization.identity(object);
    String type = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    Class<?> known = TYPES.get(type);
    if (known == null) {
      return Stream.of(identity + ": there is no " + type);
    }
    Stream<String> missing =
        REQUIRED.getOrDefault(object.path("kind").asText(), List.of()).stream()
            .flatMap(path -> missing(object, path));
    JsonNode pod = object.at("/spec/template/spec");
    Stream<String> missingInPod =
        pod.isMissingNode()
            ? Stream.of()
            : REQUIRED_IN_PODS.stream().flatMap(path -> missing(pod, path));
    Stream<String> required =
        Stream.concat(Stream.concat(missing(object, "metadata/name"), missing), missingInPod);
    return Stream.concat(untyped(object, known), required)
        .map(problem -> identity + ": " + problem);
  }

  private static Stream<String> untyped(JsonNode object, Class<?> type) {
    try {
      STRICT.treeToValue(object, type);
      return Stream.of();
    } catch (JsonProcessingException refused) {
      return Stream.of(refused.getMessage());
    }
  }

  private static Stream<String> missing(JsonNode node, String path) {
    int slash = path.indexOf('/');
    String step = slash < 0 ? path : path.substring(0, slash);
    if (step.equals("*")) {
      return Manifests.stream(node).flatMap(each -> missing(each, path.substring(slash + 1)));
    }
    JsonNode child = node.path(step);
    boolean mayBeAbsent = path.startsWith(step + "/*/");
    if (slash < 0 || child.isMissingNode()) {
      return !child.isMissingNode() || mayBeAbsent ? Stream.of() : Stream.of(path + " is missing");
    }
    return missing(child, path.substring(slash + 1));
  }
}
