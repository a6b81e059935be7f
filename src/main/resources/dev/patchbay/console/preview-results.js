import { html, nothing } from './view.js';

/** What an evaluation says: the frame, the integration responses with a reason each, and all steps. */
export function results(evaluation) {
  const { error, frame, candidates, parameters, notes, warnings, trace } = evaluation;
  return html`${error
      ? html`<div class="notice bad"><p><strong>${error.kind}</strong> ${error.message}</p><p>The client gets the frame below, which does not say why.</p></div>`
      : nothing}
    <h3>Frame for the client</h3>
    <pre class="frame" tabindex="0" aria-label="Frame for the client">${frame.text}</pre>
    <h3>Which integration response is used</h3>
    <ul class="candidates">
      ${candidates.map(
        (each) => html`<li class=${each.selected ? 'selected' : ''}><code>${each.integrationResponseKey}</code>
          ${each.selected ? html`<strong>used</strong>: ` : nothing}${each.reason}</li>`,
      )}
    </ul>
    ${list('Parameters', parameters, (each) => html`<code>${each.key}</code> = ${each.value ?? '(no value)'}`)}
    ${list('Notes', notes, (each) => each)}
    ${list('Warnings', warnings, (each) => html`<code>${each.subject}</code> ${each.message}`)}
    <details><summary>All steps</summary>
      <ol class="trace">${trace.map(
        (step) => html`<li><strong>${step.step}</strong> ${step.reason}
          <pre tabindex="0" aria-label=${`Output of ${step.step}`}>${step.output}</pre></li>`,
      )}</ol>
    </details>`;
}

function list(title, entries, shown) {
  return entries?.length > 0
    ? html`<h3>${title}</h3><ul>${entries.map((each) => html`<li>${shown(each)}</li>`)}</ul>`
    : nothing;
}
