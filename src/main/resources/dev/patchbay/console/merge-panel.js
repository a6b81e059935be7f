import { html, nothing } from './view.js';

/**
 * Shows each value that two people changed differently: what both began with, theirs and mine.
 * `take(conflict, value)` decides one.
 */
export function mergePanel(conflicts, take) {
  if (conflicts.length === 0) {
    return nothing;
  }
  return html`<section class="card merge" aria-labelledby="merge-title">
    <h2 id="merge-title">Both of you changed this</h2>
    <p>Someone saved other values since you began. Choose for each which one to keep; you can edit it after. All else is merged already.</p>
    ${conflicts.map(
      (conflict) => html`<h3>${conflict.name} ${conflict.key === null ? nothing : html`<code>${conflict.key}</code>`}</h3>
        <div class="versions">
          ${version('Before', conflict.before, nothing)}
          ${version('Theirs', conflict.theirs, html`<button type="button" @click=${() => take(conflict, conflict.theirs)}>Take theirs</button>`)}
          ${version('Mine', conflict.mine, html`<button type="button" @click=${() => take(conflict, conflict.mine)}>Keep mine</button>`)}
        </div>`,
    )}
  </section>`;
}

function version(title, text, button) {
  return html`<div><h4>${title}</h4><pre tabindex="0" aria-label=${title}>${text ?? '(removed)'}</pre>${button}</div>`;
}
