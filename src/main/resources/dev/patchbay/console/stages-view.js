import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { readAll, v2 } from './store.js';
import { empty, failure, loading, tabs, trail } from './parts.js';
import { members } from './members.js';
import './delete-button.js';

/** The stages of an API and its deployments. */
class StagesView extends View {
  at = {};
  title = 'Stages';
  #stages = null;
  #deployments = [];
  #error = null;

  start() {
    this.#load();
  }

  async #load() {
    const target = v2('apis', this.at.api);
    this.#error = null;
    this.update();
    try {
      const [stages, deployments] = await Promise.all([
        readAll(`${target}/stages`, this.signal),
        readAll(`${target}/deployments`, this.signal),
      ]);
      this.#stages = stages;
      this.#deployments = deployments;
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }

  template() {
    return html`${trail([this.at.api, link('apis', this.at.api)], ['Stages'])}
      <h1>Stages</h1>
      ${tabs(this.at.api, 'stages')} ${failure(this.#error, () => this.#load())}
      ${this.#stages ? this.#content() : this.#error ? nothing : loading('the stages')}`;
  }

  #content() {
    return html`<p><a href=${link('apis', this.at.api, 'new', 'stages')}>Create a stage</a></p>
      ${this.#stages.length === 0
        ? empty('No stages yet', 'Clients connect to a stage.')
        : this.#stages.map((stage) => this.#stage(stage))}
      <h2>Deployments</h2>
      ${this.#deployments.length === 0
        ? empty('No deployments yet', 'A deployment is what a stage serves.')
        : this.#deployments.map(members)}`;
  }

  #stage(stage) {
    return html`<section class="card">
      <h2>${stage.stageName}</h2>
      <p><a href=${link('apis', this.at.api, 'try', stage.stageName)}>Try it with a WebSocket</a></p>
      ${stage.deploymentId
        ? html`<p>Serves deployment <code>${stage.deploymentId}</code>${stage.autoDeploy ? ' and deploys changes by itself' : ''}.</p>`
        : html`<p>Serves nothing yet: it has no deployment.</p>`}
      ${members(stage)}
      <delete-button .given=${{
        what: `stage ${stage.stageName}`,
        target: v2('apis', this.at.api, 'stages', stage.stageName),
        then: () => this.#load(),
      }}></delete-button>
    </section>`;
  }
}

customElements.define('stages-view', StagesView);
