import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { request } from './api.js';
import { failure, loading, trail } from './parts.js';

const STATES = '/provider-states';

/** Names of provider states, with what happens then. */
const FAULTS = [
  ['the next write is overtaken by a concurrent modification', 'Another writer changes the resource before the next save, which is answered 412. The console merges; save again.'],
  ['the account is throttled', 'Another caller uses up the rate of the account. Requests are answered 429 for two seconds.'],
  ['the store is unavailable', 'Redis refuses connections. Requests are answered 503.'],
  ['the store is slow', 'Each answer of Redis comes 0.2 seconds later.'],
  ['the caller is read-only', 'Saves are answered 403.'],
  ['the credentials have expired', 'The signature is too old. Requests are answered 403.'],
];

const RESOURCE = 'an integration response';

/** Brings about the faults of contract mode, to see what the console and its reader do then. */
class RehearseView extends View {
  title = 'Rehearse faults';
  #available = null;
  #active = '';
  #made = null;
  #error = null;

  start() {
    request('POST', STATES, { body: {}, signal: this.signal }).then(
      () => this.#found(true),
      () => this.#found(false),
    );
  }

  #found(available) {
    this.#available = available;
    this.update();
  }

  template() {
    return html`${trail(['Rehearse faults'])}
      <h1>Rehearse faults</h1>
      ${failure(this.#error)}
      ${this.#available === null ? loading('the mode of the service') : this.#available ? this.#content() : this.#absent()}`;
  }

  #absent() {
    return html`<p>This service is not in contract mode, so its faults are real ones only. To rehearse, start another service:</p>
      <pre tabindex="0" aria-label="Command">java -jar patchbay.jar provider --port 8080 --states-port 8081</pre>`;
  }

  #content() {
    return html`<p>Choose a fault, then change something in the console. A fault ends when you end it, or choose another.</p>
      ${this.#active
        ? html`<div class="notice" role="status"><p><strong>Now:</strong> ${this.#active}.</p>
          <button type="button" @click=${() => this.#end()}>End it</button></div>`
        : nothing}
      ${this.#made
        ? html`<p><a href=${link('apis', this.#made.apiId, 'integrations', this.#made.integrationId, 'responses', this.#made.integrationResponseId)}>Open the integration response that was made for it</a></p>`
        : nothing}
      <ul class="candidates">${FAULTS.map(
        ([state, effect]) => html`<li><h2>${state}</h2><p>${effect}</p>
          <p class="buttons"><button type="button" @click=${() => this.#begin([state])}>Begin</button>
          <button type="button" @click=${() => this.#begin([RESOURCE, state])}>Begin, with a new integration response</button></p></li>`,
      )}</ul>`;
  }

  #begin(states) {
    return this.#ask({ action: 'setup', states }, states.at(-1));
  }

  #end() {
    return this.#ask({ action: 'teardown' }, '');
  }

  async #ask(body, active) {
    this.#error = null;
    try {
      const { members } = await request('POST', STATES, { body, signal: this.signal });
      this.#active = active;
      this.#made = members.integrationResponseId ? members : null;
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }
}

customElements.define('rehearse-view', RehearseView);
