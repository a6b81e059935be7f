package dev.patchbay.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The Pod Security Standard "restricted", in the controls that Kubernetes' own admission has, over
 * the specification of a pod.
 */
final class PodSecurity {

  private static final Set<String> VOLUME_TYPES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ping_group_range",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_syncookies");

  private static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private static final Set<String> SECCOMP_TYPES = Set.of("RuntimeDefault", "Localhost");

  private final JsonNode pod;

  private PodSecurity(JsonNode pod) {
    this.pod = pod;
  }

  /** The prohibitions of the standard, by the names of its controls. */
  static Stream<String> problems(JsonNode pod) {
    PodSecurity check = new PodSecurity(pod);
    return Stream.concat(
            check.ofPod(), check.containers().flatMap(container -> check.ofContainer(container)))
        .distinct();
  }

  private Stream<JsonNode> containers() {
    return Stream.of("initContainers", "containers", "ephemeralContainers")
        .flatMap(list -> Manifests.stream(pod.path(list)));
  }

  private Stream<String> ofPod() {
    Stream<String> namespaces =
        Stream.of("hostNetwork", "hostPID", "hostIPC")
            .filter(name -> pod.path(name).asBoolean())
            .map(name -> "Host Namespaces: " + name);
    Stream<String> volumes =
        Manifests.stream(pod.path("volumes"))
            .flatMap(volume -> volume.properties().stream())
            .filter(member -> !member.getKey().equals("name"))
            .filter(member -> !VOLUME_TYPES.contains(member.getKey()))
            .map(member -> "Volume Types: " + member.getKey());
    Stream<String> sysctls =
        Manifests.stream(pod.at("/securityContext/sysctls"))
            .map(sysctl -> sysctl.path("name").asText())
            .filter(name -> !SYSCTLS.contains(name))
            .map(name -> "Sysctls: " + name);
    return Stream.of(namespaces, volumes, sysctls, ofContext(pod.path("securityContext")))
        .flatMap(problems -> problems);
  }

  /** The rules for the security contexts of pods and of containers. */
  private static Stream<String> ofContext(JsonNode context) {
    JsonNode seLinux = context.path("seLinuxOptions");
    String profile = context.at("/seccompProfile/type").asText();
    String appArmor = context.at("/appArmorProfile/type").asText();
    return Stream.of(
            problem(
                !SELINUX_TYPES.contains(seLinux.path("type").asText())
                    || !seLinux.path("user").asText().isEmpty()
                    || !seLinux.path("role").asText().isEmpty(),
                "SELinux"),
            problem(!profile.isEmpty() && !SECCOMP_TYPES.contains(profile), "Seccomp"),
            problem(appArmor.equals("Unconfined"), "AppArmor"),
            problem(
                context.has("runAsUser") && context.get("runAsUser").asLong() == 0,
                "Running as Non-root user"),
            problem(context.at("/windowsOptions/hostProcess").asBoolean(), "HostProcess"))
        .flatMap(problems -> problems);
  }

  private Stream<String> ofContainer(JsonNode container) {
    JsonNode context = container.path("securityContext");
    JsonNode capabilities = context.path("capabilities");
    boolean hostPort =
        Manifests.stream(container.path("ports"))
            .anyMatch(port -> port.path("hostPort").asInt() > 0);
    boolean dropsAll =
        Manifests.stream(capabilities.path("drop")).anyMatch(each -> each.asText().equals("ALL"));
    boolean addsOther =
        Manifests.stream(capabilities.path("add"))
            .anyMatch(each -> !each.asText().equals("NET_BIND_SERVICE"));
    boolean hostProbe =
        Stream.of("startupProbe", "livenessProbe", "readinessProbe", "lifecycle")
            .anyMatch(member -> !container.path(member).findValues("host").isEmpty());
    String procMount = context.path("procMount").asText("Default");
    return Stream.of(
            problem(context.path("privileged").asBoolean(), "Privileged Containers"),
            problem(
                context.path("allowPrivilegeEscalation").asBoolean(true), "Privilege Escalation"),
            problem(hostPort, "Host Ports"),
            problem(hostProbe, "Host Probes"),
            problem(!dropsAll || addsOther, "Capabilities"),
            problem(!procMount.equals("Default"), "/proc Mount Type"),
            problem(
                !effectively(context, "runAsNonRoot", JsonNode::asBoolean), "Running as Non-root"),
            problem(
                !effectively(
                    context,
                    "seccompProfile",
                    profile -> SECCOMP_TYPES.contains(profile.path("type").asText())),
                "Seccomp"),
            ofContext(context))
        .flatMap(problems -> problems);
  }

  /** A container's own value counts before that of its pod. */
  private boolean effectively(JsonNode context, String member, Predicate<JsonNode> holds) {
    JsonNode own = context.path(member);
    return holds.test(own.isMissingNode() ? pod.path("securityContext").path(member) : own);
  }

  private static Stream<String> problem(boolean broken, String control) {
    return broken ? Stream.of(control) : Stream.of();
  }
}
