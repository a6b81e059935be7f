package dev.patchbay.config;

/**
 * How evaluations run.
 *
 * @param workers threads that evaluate
 * @param pendingMax evaluations that wait or run
 * @param waitMillisMax how long one may wait for a worker
 */
public record EvaluationConfig(int workers, int pendingMax, int waitMillisMax) {}
