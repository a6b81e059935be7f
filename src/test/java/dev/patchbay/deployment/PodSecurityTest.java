package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The standard's controls, each with a pod that it forbids. */
final class PodSecurityTest {

  private static final String RESTRICTED =
      """
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      initContainers:
        - name: before
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
      containers:
        - name: main
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}
      volumes:
        - {name: tmp, emptyDir: {}}
      """;

  @Test
  void aRestrictedPodPasses() {
    assertThat(PodSecurity.problems(pod())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          | hostNetwork | true | Host Namespaces
          | hostPID | true | Host Namespaces
          | hostIPC | true | Host Namespaces
          /volumes/0 | hostPath | {path: /etc} | Volume Types
          /volumes/0 | nfs | {server: a, path: /} | Volume Types
          /securityContext | sysctls | [{name: kernel.msgmax, value: '1'}] | Sysctls
          /securityContext | seLinuxOptions | {type: spc_t} | SELinux
          /securityContext | seLinuxOptions | {user: root} | SELinux
          /securityContext | seccompProfile | {type: Unconfined} | Seccomp
          /securityContext | appArmorProfile | {type: Unconfined} | AppArmor
          /securityContext | runAsUser | 0 | Running as Non-root user
          /securityContext | runAsNonRoot | false | Running as Non-root
          /securityContext | windowsOptions | {hostProcess: true} | HostProcess
          /containers/0/securityContext | runAsNonRoot | false | Running as Non-root
          /containers/0/securityContext | runAsUser | 0 | Running as Non-root user
          /containers/0/securityContext | privileged | true | Privileged Containers
          /containers/0/securityContext | allowPrivilegeEscalation | true | Privilege Escalation
          /initContainers/0/securityContext | allowPrivilegeEscalation | true | Privilege Escalation
          /containers/0/securityContext | procMount | Unmasked | /proc Mount Type
          /containers/0/securityContext | seccompProfile | {type: Unconfined} | Seccomp
          /containers/0/securityContext | capabilities | {drop: [NET_RAW]} | Capabilities
          /containers/0/securityContext | capabilities | {drop: [ALL], add: [CHOWN]} | Capabilities
          /initContainers/0/securityContext | capabilities | {} | Capabilities
          /containers/0 | ports | [{containerPort: 80, hostPort: 80}] | Host Ports
          /containers/0 | livenessProbe | {httpGet: {host: 10.0.0.1, port: 80}} | Host Probes
          """)
  void isForbidden(String pointer, String member, String yaml, String control) {
    JsonNode pod = pod();
    JsonNode parent = pod.at(pointer == null ? "" : pointer);
    ((ObjectNode) parent).set(member, Yaml.documents("value: " + yaml).get(0).get("value"));
    assertThat(PodSecurity.problems(pod)).anySatisfy(found -> assertThat(found).contains(control));
  }

  @ParameterizedTest
  @CsvSource({"allowPrivilegeEscalation", "capabilities"})
  void isMissed(String member) {
    JsonNode pod = pod();
    ((ObjectNode) pod.at("/containers/0/securityContext")).remove(member);
    assertThat(PodSecurity.problems(pod)).hasSize(1);
  }

  private static JsonNode pod() {
    return Yaml.documents(RESTRICTED).get(0);
  }
}
