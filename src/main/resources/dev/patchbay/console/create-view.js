import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { request } from './api.js';
import { readSome, v2 } from './store.js';
import { failure, loading, trail } from './parts.js';
import { fieldOf, fields } from './schema.js';
import { bodyOf, draftOf, replaced } from './draft.js';
import { form } from './response-form.js';

/** Of each collection: its noun and schema, values to begin with, and the view of what was created. */
const KINDS = {
  apis: {
    noun: 'API',
    schema: 'CreateApiRequest',
    begin: () => ({ name: '', protocolType: 'WEBSOCKET', routeSelectionExpression: '$request.body.action' }),
    view: (at, made) => link('apis', made.apiId),
  },
  integrations: {
    noun: 'integration',
    schema: 'CreateIntegrationRequest',
    begin: () => ({ integrationType: 'MOCK', integrationUri: '', requestTemplates: { $default: '{"statusCode": 200}' } }),
    view: (at, made) => link('apis', at.api, 'integrations', made.integrationId),
  },
  integrationresponses: {
    noun: 'integration response',
    schema: 'CreateIntegrationResponseRequest',
    begin: () => ({ integrationResponseKey: '$default', responseTemplates: {} }),
    view: (at, made) => link('apis', at.api, 'integrations', at.integration, 'responses', made.integrationResponseId),
  },
  routes: {
    noun: 'route',
    schema: 'CreateRouteRequest',
    begin: (at) => ({ routeKey: '', target: at.integration ? `integrations/${at.integration}` : '' }),
    hints: {
      routeKey: 'what the route selection expression finds in a message, such as join of {"action": "join"}; $default takes all other messages',
      target: 'the integration that takes the messages',
    },
    view: (at, made) => link('apis', at.api, 'routes', made.routeId),
  },
  stages: {
    noun: 'stage',
    schema: 'CreateStageRequest',
    begin: () => ({ stageName: 'prod', autoDeploy: true, stageVariables: {} }),
    hints: {
      stageName: 'the end of the address to which clients connect',
      autoDeploy: 'whether clients meet every change at once',
    },
    view: (at) => link('apis', at.api, 'stages'),
  },
};

/** A longer list is no choice. */
const TARGETS_MAX = 50;

/** The form of a new resource. */
class CreateView extends View {
  at = {};
  title = 'Create';
  #state = null;
  #error = null;
  #creating = false;

  get #name() {
    const { api, kind, integration } = this.at;
    return kind ?? (integration ? 'integrationresponses' : api ? '' : 'apis');
  }

  get #kind() {
    return KINDS[this.#name];
  }

  get #collection() {
    const { api, integration } = this.at;
    if (this.#name === 'integrationresponses') {
      return v2('apis', api, 'integrations', integration, this.#name);
    }
    return api ? v2('apis', api, this.#name) : v2('apis');
  }

  start() {
    if (this.#kind) {
      this.#load();
    }
  }

  async #load() {
    this.#error = null;
    this.update();
    try {
      const known = (await fields(this.#kind.schema, this.signal))
        .filter((field) => field.kind !== 'other')
        .map((field) => ({ ...field, hint: this.#kind.hints?.[field.name] ?? field.hint }));
      if (this.#name === 'routes') {
        await this.#offerTargets(known.find((field) => field.name === 'target'));
      }
      const begun = this.#kind.begin(this.at);
      const order = Object.keys(begun);
      const first = order.map((name) => known.find((field) => field.name === name)).filter(Boolean);
      const rest = known.filter((field) => !order.includes(field.name));
      this.#state = { first, rest, draft: draftOf(begun, known), refusals: {} };
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }

  /** Some targets are a choice; an API with more integrations leads from each to a new route. */
  async #offerTargets(field) {
    const some = await readSome(v2('apis', this.at.api, 'integrations'), TARGETS_MAX, this.signal);
    const choices = some.map((each) => `integrations/${each.integrationId}`);
    if (choices.length < TARGETS_MAX && (!this.at.integration || choices.includes(`integrations/${this.at.integration}`))) {
      Object.assign(field, { kind: 'choice', choices });
    }
  }

  template() {
    if (!this.#kind) {
      return html`<h1>There is no such page.</h1>`;
    }
    const { api } = this.at;
    const steps = api ? [[api, link('apis', api)]] : [];
    return html`${trail(...steps, [`New ${this.#kind.noun}`])}
      <h1>New ${this.#kind.noun}</h1>
      ${failure(this.#error, this.#state ? undefined : () => this.#load())}
      ${this.#state ? this.#content() : this.#error ? nothing : loading('the form')}`;
  }

  #content() {
    const { first, rest, draft, refusals } = this.#state;
    const part = (shown) =>
      form({ fields: shown, draft, refusals, fault: null }, (place, value) => {
        this.#state = { ...this.#state, draft: replaced(this.#state.draft, place, value) };
        this.update();
      });
    return html`<div class="narrow">${part(first)}
        <details ?open=${rest.some((field) => refusals[field.name])}><summary>More members</summary>${part(rest)}</details></div>
      <p class="buttons save"><button type="button" class="primary" @click=${() => this.#create()}>${this.#creating ? 'Creating …' : 'Create'}</button></p>`;
  }

  async #create() {
    if (this.#creating) {
      return;
    }
    const { first, rest, draft } = this.#state;
    const known = [...first, ...rest];
    this.#creating = true;
    this.#error = null;
    this.update();
    try {
      const { members } = await request('POST', this.#collection, { body: bodyOf(draft, known), signal: this.signal });
      location.hash = this.#kind.view(this.at, members);
    } catch (e) {
      const field = e.status === 400 || e.status === 409 ? fieldOf(e.message, known) : undefined;
      this.#state = { ...this.#state, refusals: field ? { [field.name]: e.message } : {} };
      this.#error = field || this.signal.aborted ? null : e;
    }
    this.#creating = false;
    this.update();
  }
}

customElements.define('create-view', CreateView);
