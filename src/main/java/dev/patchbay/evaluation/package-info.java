/**
 * The effect of an integration response on a backend reply: selection, content handling, template
 * and parameters. It does no input or output and is the only home of Velocity and of the evaluation
 * of JSON paths. {@link dev.patchbay.evaluation.Evaluator} is the entry; {@link
 * dev.patchbay.evaluation.EvaluationWorkers} runs what is not brief off the event loop; the records
 * beside them are its input and its answer. {@link dev.patchbay.evaluation.Lint} warns without a
 * reply.
 */
@NullMarked
package dev.patchbay.evaluation;

import org.jspecify.annotations.NullMarked;
