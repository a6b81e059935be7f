package dev.patchbay.provider;

/**
 * The parts that provider states act on.
 *
 * @param replica a second replica on the same Redis, without faults
 * @param service the service that is verified
 * @param gateways the gateways of both replicas
 */
record ScenarioEnvironment(
    ServiceCalls replica,
    ServiceProbe service,
    ResigningProxy proxy,
    RaceInjector races,
    TcpProxy relay,
    QuotaExhauster exhauster,
    ContractMessages messages,
    Gateways gateways) {}
