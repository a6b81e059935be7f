import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { request } from './api.js';
import { read, readAll, v2 } from './store.js';
import { count, empty, failure, loading, search, trail } from './parts.js';
import { members } from './members.js';
import './delete-button.js';
import './virtual-list.js';

/** One integration and its integration responses. */
class IntegrationView extends View {
  at = {};
  title = 'Integration';
  #integration = null;
  #etag = null;
  #responses = [];
  #error = null;
  #sought = '';

  start() {
    this.#load();
  }

  async #load() {
    const target = v2('apis', this.at.api, 'integrations', this.at.integration);
    this.#error = null;
    this.update();
    try {
      const [integration, responses] = await Promise.all([
        read(target, this.signal),
        readAll(`${target}/integrationresponses`, this.signal),
      ]);
      this.#integration = integration.members;
      this.#etag = integration.etag;
      this.#responses = responses;
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }

  template() {
    const { api, integration } = this.at;
    return html`${trail([api, link('apis', api)], [`Integration ${integration}`])}
      <h1>Integration ${integration}</h1>
      ${failure(this.#error, () => this.#load())}
      ${this.#integration ? this.#content() : this.#error ? nothing : loading('the integration')}`;
  }

  #content() {
    const text = this.#sought.toLowerCase();
    const shown = this.#responses.filter((each) =>
      (each.integrationResponseKey + each.integrationResponseId).toLowerCase().includes(text),
    );
    const { api, integration } = this.at;
    return html`<p><a href=${link('apis', api, 'new', 'routes', integration)}>Create a route to it</a></p>
      ${this.#isSilent() ? this.#silent() : nothing}
      ${members(this.#integration)}
      <h2>Integration responses</h2>
      <p><a href=${link('apis', api, 'integrations', integration, 'new')}>Create an integration response</a></p>
      <p>The first key that matches the reply makes the frame; <code>$default</code> where none does.</p>
      ${search('Search keys', this.#sought, (given) => {
        this.#sought = given;
        this.update();
      })}
      ${shown.length > 0
        ? this.#list(shown)
        : this.#sought
          ? empty('Nothing found', `No key has “${this.#sought}” in it.`)
          : empty('None yet', 'Without integration responses the reply of the backend passes through.')}
      <delete-button .given=${{
        what: 'this integration',
        target: v2('apis', api, 'integrations', integration),
        etag: this.#etag,
        then: () => (location.hash = link('apis', api)),
      }}></delete-button>`;
  }

  /** A mock integration answers what its request template says. */
  #isSilent() {
    const { integrationType, requestTemplates = {} } = this.#integration;
    return integrationType === 'MOCK' && Object.keys(requestTemplates).length === 0;
  }

  #silent() {
    return html`<div class="notice"><p>A mock integration answers the status of its request template. This one has none, so clients
        get <code>Internal server error</code>.</p>
      <button type="button" @click=${() => this.#answer()}>Let it answer status 200</button></div>`;
  }

  async #answer() {
    const target = v2('apis', this.at.api, 'integrations', this.at.integration);
    const body = { requestTemplates: { $default: '{"statusCode": 200}' } };
    try {
      await request('PATCH', target, { body, headers: { 'if-match': this.#etag }, signal: this.signal });
      await this.#load();
    } catch (e) {
      this.#error = e;
      this.update();
    }
  }

  #list(shown) {
    const { api, integration } = this.at;
    return html`<p role="status">${count(shown.length, 'integration response')}</p>
      <virtual-list .data=${{
        label: 'Integration responses',
        items: shown,
        height: 56,
        more: () => {},
        row: (each) => html`<a class="row"
          href=${link('apis', api, 'integrations', integration, 'responses', each.integrationResponseId)}>
          <span class="name">${each.integrationResponseKey}</span>
          <span class="note">${each.integrationResponseId} · ${templates(each)}</span></a>`,
      }}></virtual-list>`;
  }
}

function templates(response) {
  const keys = Object.keys(response.responseTemplates ?? {});
  return keys.length > 0 ? `templates: ${keys.join(', ')}` : 'no template';
}

customElements.define('integration-view', IntegrationView);
