import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { read, readAll, v2 } from './store.js';
import { empty, failure, loading, trail } from './parts.js';
import { request } from './api.js';
import { members } from './members.js';
import './delete-button.js';

/** One route and its route responses. */
class RouteView extends View {
  at = {};
  title = 'Route';
  #route = null;
  #etag = null;
  #answers = [];
  #error = null;

  get #target() {
    return v2('apis', this.at.api, 'routes', this.at.route);
  }

  start() {
    this.#load();
  }

  async #load() {
    this.#error = null;
    this.update();
    try {
      const [route, answers] = await Promise.all([
        read(this.#target, this.signal),
        readAll(`${this.#target}/routeresponses`, this.signal),
      ]);
      this.#route = route.members;
      this.#etag = route.etag;
      this.#answers = answers;
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }

  template() {
    const route = this.#route;
    return html`${trail([this.at.api, link('apis', this.at.api)], [route?.routeKey ?? this.at.route])}
      <h1>Route ${route?.routeKey ?? ''}</h1>
      ${failure(this.#error, () => this.#load())}
      ${route ? this.#content(route) : this.#error ? nothing : loading('the route')}`;
  }

  #content(route) {
    const [, integration] = (route.target ?? '').match(/^integrations\/(.+)$/) ?? [];
    return html`${integration
        ? html`<p><a href=${link('apis', this.at.api, 'integrations', integration)}>Go to its integration</a></p>`
        : nothing}
      ${members(route)}
      <h2>Route responses</h2>
      ${this.#answers.length > 0
        ? html`${this.#answers.map(members)}<p><a href=${link('apis', this.at.api, 'try')}>Try it with a WebSocket</a></p>`
        : html`${empty('None', 'The route is one-way: clients get no answer to their messages.')}
          <p><button type="button" class="primary" @click=${() => this.#answer()}>Answer clients</button></p>`}
      <delete-button .given=${{
        what: 'this route',
        target: this.#target,
        etag: this.#etag,
        then: () => (location.hash = link('apis', this.at.api)),
      }}></delete-button>`;
  }

  /** Creates the route response that AWS has for all answers. */
  async #answer() {
    try {
      const body = { routeResponseKey: '$default' };
      await request('POST', `${this.#target}/routeresponses`, { body, signal: this.signal });
      await this.#load();
    } catch (e) {
      this.#error = e;
      this.update();
    }
  }
}

customElements.define('route-view', RouteView);
