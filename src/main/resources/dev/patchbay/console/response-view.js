import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { read, v2 } from './store.js';
import { failure, loading, trail } from './parts.js';
import { members } from './members.js';

/** One integration response. */
class ResponseView extends View {
  at = {};
  title = 'Integration response';
  #response = null;
  #error = null;

  start() {
    this.#load();
  }

  async #load() {
    const { api, integration, response } = this.at;
    this.#error = null;
    this.update();
    try {
      const target = v2('apis', api, 'integrations', integration, 'integrationresponses', response);
      this.#response = (await read(target, this.signal)).members;
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }

  template() {
    const { api, integration, response } = this.at;
    const found = this.#response;
    return html`${trail(
        [api, link('apis', api)],
        [`Integration ${integration}`, link('apis', api, 'integrations', integration)],
        [found?.integrationResponseKey ?? response],
      )}
      <h1>Integration response ${found?.integrationResponseKey ?? ''}</h1>
      ${failure(this.#error, () => this.#load())}
      ${found ? members(found) : this.#error ? nothing : loading('the integration response')}`;
  }
}

customElements.define('response-view', ResponseView);
