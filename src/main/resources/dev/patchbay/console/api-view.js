import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { Lazy, apiNames, read, readAll, readSome, v2 } from './store.js';
import { count, empty, failure, loading, search, tabs, trail } from './parts.js';
import './virtual-list.js';

/** A row has room for so many keys; the view of the integration has all. */
const KEYS_SHOWN = 3;

/** The styles put the steps of a route into two rows on such screens. */
const NARROW = matchMedia('(max-width: 44rem)');

/** The routes of an API, each with the way that a message takes through it. */
class ApiView extends View {
  at = {};
  title = 'Routes';
  #api = null;
  #routes = null;
  #integrations = new Map();
  #responses = null;
  #answers = null;
  #error = null;
  #sought = '';

  start() {
    const api = this.at.api;
    const changed = () => this.update();
    // It reads one item more than it shows: if that item comes, the collection has more.
    const below = (kind, sub) => (id) =>
      readSome(`${v2('apis', api, kind, id)}/${sub}`, KEYS_SHOWN + 1, this.signal);
    this.#responses = new Lazy(below('integrations', 'integrationresponses'), changed);
    this.#answers = new Lazy(below('routes', 'routeresponses'), changed);
    this.#load();
  }

  async #load() {
    const target = v2('apis', this.at.api);
    this.#error = null;
    this.update();
    try {
      const [api, routes, integrations] = await Promise.all([
        read(target, this.signal),
        readAll(`${target}/routes`, this.signal),
        readAll(`${target}/integrations`, this.signal),
      ]);
      this.#api = api.members;
      apiNames.set(this.at.api, api.members.name);
      this.#integrations = new Map(integrations.map((each) => [each.integrationId, each]));
      this.#routes = routes.sort((a, b) => (a.routeKey < b.routeKey ? -1 : 1));
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }

  template() {
    const api = this.#api;
    return html`${trail([api?.name ?? this.at.api])}
      <h1>${api?.name ?? 'API'}</h1>
      ${tabs(this.at.api, '')}
      ${failure(this.#error, () => this.#load())}
      ${api ? this.#content(api) : this.#error ? nothing : loading('the API')}`;
  }

  #content(api) {
    return html`<p>A message takes the route that <code>${api.routeSelectionExpression}</code> names, or
        <code>$default</code>. The route asks its integration, one integration response makes the frame of
        the reply by its templates, and the route response says that the client gets it.</p>
      ${search('Search routes and integrations', this.#sought, (text) => {
        this.#sought = text;
        this.update();
      })}
      <p>Create: <a href=${link('apis', this.at.api, 'new', 'routes')}>a route</a>,
        <a href=${link('apis', this.at.api, 'new', 'integrations')}>an integration</a>,
        <a href=${link('apis', this.at.api, 'new', 'stages')}>a stage</a></p>
      ${this.#graph()} ${this.#unused()}`;
  }

  #graph() {
    const rows = this.#routes.filter((route) => this.#fits(route));
    if (rows.length === 0) {
      return this.#sought
        ? empty('Nothing found', `No route or integration has “${this.#sought}” in it.`)
        : empty('No routes yet', 'A message needs a route to an integration: open an integration below and create a route to it. Clients connect to a stage.');
    }
    return html`<p role="status">${count(rows.length, 'route')}</p>
      <virtual-list
        .data=${{
          label: 'Routes, each with its integration, integration responses and answer',
          items: rows,
          height: NARROW.matches ? 144 : 112,
          more: () => {},
          row: (route) => this.#row(route),
        }}
      ></virtual-list>`;
  }

  #fits(route) {
    const text = this.#sought.toLowerCase();
    const integration = this.#integration(route);
    return [route.routeKey, route.routeId, route.target, integration?.integrationUri, integration?.integrationType]
      .some((each) => (each ?? '').toLowerCase().includes(text));
  }

  #integration(route) {
    return this.#integrations.get((route.target ?? '').replace(/^integrations\//, ''));
  }

  #row(route) {
    const integration = this.#integration(route);
    return html`<div class="flow">
      <a class="step" href=${link('apis', this.at.api, 'routes', route.routeId)}>
        <small>route</small><span class="name">${route.routeKey}</span></a>
      ${integration ? this.#behind(integration) : html`<div class="step none"><small>integration</small>none</div>`}
      <div class="step plain"><small>answer to the client</small>${this.#answer(route)}</div>
    </div>`;
  }

  #behind(integration) {
    const id = integration.integrationId;
    const responses = this.#responses.get(id);
    const address = (responseId) => link('apis', this.at.api, 'integrations', id, 'responses', responseId);
    return html`<a class="step" href=${link('apis', this.at.api, 'integrations', id)}>
        <small>integration</small><span class="name">${integration.integrationType} ${integration.integrationUri ?? ''}</span></a>
      <div class="step plain"><small>integration responses${responses?.length > KEYS_SHOWN
          ? html` <a class="key" href=${link('apis', this.at.api, 'integrations', id)}>all …</a>`
          : nothing}</small>
        <span class="keys">${responses === undefined
          ? '…'
          : responses.length === 0
            ? 'none: the reply passes through'
            : responses.slice(0, KEYS_SHOWN).map(
                (each) => html`<a class="key" href=${address(each.integrationResponseId)}>${each.integrationResponseKey}</a>`,
              )}
</span></div>`;
  }

  #answer(route) {
    const answers = this.#answers.get(route.routeId);
    if (answers === undefined) {
      return '…';
    }
    return answers.length > 0 ? answers.map((each) => each.routeResponseKey).join(', ') : 'none: one-way';
  }

  #unused() {
    const used = new Set(this.#routes.map((route) => (route.target ?? '').replace(/^integrations\//, '')));
    const unused = [...this.#integrations.values()].filter((each) => !used.has(each.integrationId));
    if (unused.length === 0) {
      return nothing;
    }
    return html`<details ?open=${this.#routes.length === 0}><summary>${count(unused.length, 'integration')} without a route</summary>
      <virtual-list class="short" .data=${{
        label: 'Integrations without a route',
        items: unused,
        height: 48,
        more: () => {},
        row: (each) => html`<a class="row" href=${link('apis', this.at.api, 'integrations', each.integrationId)}>
          <span class="name">${each.integrationType} ${each.integrationUri ?? ''}</span> <span class="note">${each.integrationId}</span></a>`,
      }}></virtual-list></details>`;
  }
}

customElements.define('api-view', ApiView);
