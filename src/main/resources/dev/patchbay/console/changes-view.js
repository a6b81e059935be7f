import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { request } from './api.js';
import { changesPath, follow } from './changes.js';
import { empty, failure, loading, tabs, trail } from './parts.js';

/** The list keeps so many changes; the service has the others. */
const SHOWN_MAX = 500;

const STATES = { live: 'Live: new changes appear at the top.', lost: 'Connecting again …', ended: 'Not live any more.' };

/** The change log of an API, newest first, as it grows. */
class ChangesView extends View {
  at = {};
  title = 'Changes';
  #changes = null;
  #error = null;
  #state = '';

  start() {
    this.#load();
    follow(this.at.api, this.signal, {
      change: (change) => this.#add([change]),
      gap: () => this.#load(),
      state: (state) => {
        this.#state = state;
        this.update();
      },
    });
  }

  /** Reads the log to its end; it is oldest first. */
  async #load() {
    this.#error = null;
    this.update();
    try {
      let token = null;
      do {
        const query = new URLSearchParams({ maxResults: 500, ...(token ? { nextToken: token } : {}) });
        const { members } = await request('GET', `${changesPath(this.at.api)}?${query}`, { signal: this.signal });
        this.#add(members.items);
        token = members.nextToken;
      } while (token);
    } catch (e) {
      this.#error = e;
      this.update();
    }
  }

  #add(more) {
    const known = new Set((this.#changes ?? []).map((each) => each.changeId));
    const added = more.filter((each) => !known.has(each.changeId)).reverse();
    this.#changes = [...added, ...(this.#changes ?? [])].slice(0, SHOWN_MAX);
    this.update();
  }

  template() {
    return html`${trail([this.at.api, link('apis', this.at.api)], ['Changes'])}
      <h1>Changes</h1>
      ${tabs(this.at.api, 'changes')} ${failure(this.#error, () => this.#load())}
      <p role="status">${STATES[this.#state] ?? 'Connecting …'}</p>
      ${this.#changes === null ? (this.#error ? nothing : loading('the changes')) : this.#list()}`;
  }

  #list() {
    if (this.#changes.length === 0) {
      return empty('No changes yet', 'Whatever is changed in this API appears here at once.');
    }
    return html`<div class="scroll-x" tabindex="0" role="region" aria-label="Changes"><table>
      <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Members</th><th scope="col">Who</th></tr></thead>
      <tbody>${this.#changes.map(
        (change) => html`<tr>
          <td><time datetime=${change.time}>${new Date(change.time).toLocaleString()}</time></td>
          <td>${change.operation} ${this.#resource(change)}</td>
          <td>${(change.changedMembers ?? []).join(', ')}</td>
          <td>${change.accessKeyId || 'no key'}</td></tr>`,
      )}</tbody></table></div>`;
  }

  #resource(change) {
    const { apiId: api, integrationId, integrationResponseId, routeId, stageName } = change;
    if (integrationResponseId) {
      return this.#link(integrationResponseId, 'integrations', integrationId, 'responses', integrationResponseId);
    }
    if (integrationId) {
      return this.#link(integrationId, 'integrations', integrationId);
    }
    if (routeId) {
      return this.#link(routeId, 'routes', routeId);
    }
    return stageName ? html`<a href=${link('apis', api, 'stages')}>${stageName}</a>` : nothing;
  }

  #link(text, ...parts) {
    return html`<a href=${link('apis', this.at.api, ...parts)}>${text}</a>`;
  }
}

customElements.define('changes-view', ChangesView);
