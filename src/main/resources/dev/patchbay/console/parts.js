import { html, nothing } from './view.js';
import { link } from './router.js';
import { apiNames } from './store.js';

/** Shown while something is read. */
export function loading(what) {
  return html`<p class="state" role="status"><span class="spinner" aria-hidden="true"></span> Reading ${what} …</p>`;
}

/** Shown in place of a list without entries. */
export function empty(title, text) {
  return html`<div class="state"><h2>${title}</h2><p>${text}</p></div>`;
}

/** Says what went wrong in the server's words, what to do, and offers to try again. */
export function failure(error, retry) {
  if (!error) {
    return nothing;
  }
  return html`<div class="notice bad" role="alert">
    <p><strong>${title(error)}</strong> ${error.message}</p>
    ${error.advice ? html`<p>${error.advice}</p>` : nothing}
    ${retry ? html`<button type="button" @click=${retry}>Try again</button>` : nothing}
  </div>`;
}

function title(error) {
  switch (error.status) {
    case 0:
      return 'No answer.';
    case 404:
      return 'Not found.';
    case 410:
      return 'Gone.';
    case 412:
      return 'Changed elsewhere.';
    case 429:
      return error.isSlowClient ? 'Not sent.' : 'Too many requests.';
    case 503:
      return 'Not available.';
    default:
      return 'Refused.';
  }
}

/** `1 route`, `2 routes`. */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The way back up: pairs of a text, or the identifier of an API, and an address. */
export function trail(...steps) {
  return html`<nav aria-label="Where you are" class="trail"><ol>
    <li><a href="#/">APIs</a></li>
    ${steps.map(([text, href]) =>
      href
        ? html`<li><a href=${href}>${apiNames.get(text) ?? text}</a></li>`
        : html`<li aria-current="page">${text}</li>`,
    )}
  </ol></nav>`;
}

const TABS = [
  ['Routes', ''],
  ['Stages', 'stages'],
  ['Changes', 'changes'],
  ['Try it', 'try'],
];

/** The views of one API. */
export function tabs(api, current) {
  return html`<nav aria-label="Parts of the API" class="tabs"><ul>
    ${TABS.map(([text, part]) => {
      const href = part ? link('apis', api, part) : link('apis', api);
      const here = part === current ? 'page' : 'false';
      return html`<li><a href=${href} aria-current=${here}>${text}</a></li>`;
    })}
  </ul></nav>`;
}

/** A search box with a label. */
export function search(label, value, changed) {
  return html`<label class="search">${label}
    <input type="search" .value=${value} @input=${(event) => changed(event.target.value)} />
  </label>`;
}
