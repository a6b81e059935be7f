import { html } from './view.js';

/** Shows the members of a resource as they are. */
export function members(resource) {
  return html`<dl class="members">
    ${Object.entries(resource).map(
      ([name, value]) => html`<div><dt>${name}</dt><dd>${shown(value)}</dd></div>`,
    )}
  </dl>`;
}

function shown(value) {
  return typeof value === 'object' && value !== null
    ? html`<pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>`
    : String(value);
}
