import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { read, readAll, v2 } from './store.js';
import { empty, failure, loading, trail } from './parts.js';
import { members } from './members.js';

/** One route and its route responses. */
class RouteView extends View {
  at = {};
  title = 'Route';
  #route = null;
  #answers = [];
  #error = null;

  start() {
    this.#load();
  }

  async #load() {
    const target = v2('apis', this.at.api, 'routes', this.at.route);
    this.#error = null;
    this.update();
    try {
      const [route, answers] = await Promise.all([
        read(target, this.signal),
        readAll(`${target}/routeresponses`, this.signal),
      ]);
      this.#route = route.members;
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
        ? this.#answers.map(members)
        : empty('None', 'The route is one-way: clients get no answer to their messages.')}`;
  }
}

customElements.define('route-view', RouteView);
