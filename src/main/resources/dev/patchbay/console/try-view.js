import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { apiNames, read, readAll, readSome, v2 } from './store.js';
import { failure, loading, tabs, trail } from './parts.js';
import { exampleFor, routeOf } from './route-of.js';
import { messageLog } from './message-log.js';
import { Recording } from './recording.js';
import { setupSteps } from './setup-steps.js';
import './clients-panel.js';

/** The log keeps so many messages. */
const MESSAGES_MAX = 500;

/** Opens a WebSocket to a stage, sends messages and shows what comes back. */
class TryView extends View {
  at = {};
  title = 'Try it';
  #api = null;
  #stages = null;
  #routes = new Map();
  #integrations = [];
  #stage = '';
  #message = '';
  #messages = [];
  #socket = null;
  #recording = null;
  #state = 'closed';
  #sentAt = 0;
  #error = null;

  start() {
    this.#load();
    this.signal.addEventListener('abort', () => this.#socket?.close());
  }

  async #load() {
    const target = v2('apis', this.at.api);
    this.#error = null;
    this.update();
    try {
      const [api, stages, routes, integrations] = await Promise.all([
        read(target, this.signal),
        readAll(`${target}/stages`, this.signal),
        readAll(`${target}/routes`, this.signal),
        readSome(`${target}/integrations`, 2, this.signal),
      ]);
      this.#api = api.members;
      apiNames.set(this.at.api, api.members.name);
      this.#stages = stages;
      this.#integrations = integrations;
      this.#routes = new Map(routes.map((route) => [route.routeKey, route.routeId]));
      this.#stage = this.at.stage ?? stages[0]?.stageName ?? '';
      this.#message = exampleFor(this.#api.routeSelectionExpression ?? '', [...this.#routes.keys()]);
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }

  get #address() {
    return `${this.#api.apiEndpoint}/${this.#stage}`;
  }

  template() {
    return html`${trail([this.at.api, link('apis', this.at.api)], ['Try it'])}
      <h1>Try it</h1>
      ${tabs(this.at.api, 'try')} ${failure(this.#error, () => this.#load())}
      ${this.#api ? this.#content() : this.#error ? nothing : loading('the stages')}`;
  }

  #content() {
    const setup = setupSteps(this.at.api, {
      routeKeys: [...this.#routes.keys()],
      integrations: this.#integrations,
      stages: this.#stages,
      chosen: this.#stage,
    });
    if (this.#stages.length === 0) {
      return setup;
    }
    const open = this.#state === 'open';
    return html`${setup}<label class="narrow">Stage
        <select ?disabled=${this.#state !== 'closed'} @change=${(event) => this.#choose(event.target.value)}>
          ${this.#stages.map(({ stageName: name }) => html`<option value=${name} ?selected=${name === this.#stage}>${name}</option>`)}
        </select></label>
      <p>Clients connect to <code>${this.#address}</code></p>
      <p class="buttons">
        <button type="button" class=${this.#state === 'closed' ? 'primary' : ''} @click=${() => this.#toggle()}>
          ${this.#state === 'closed' ? 'Connect' : 'Disconnect'}</button>
        <span role="status">${STATES[this.#state]}</span>
      </p>
      <form @submit=${(event) => this.#send(event)}>
        <label>Message <textarea name="message" rows="3" spellcheck="false" .value=${this.#message}
          @input=${(event) => this.#typed(event.target.value)}></textarea></label>
        <p>${this.#way(this.#message)}</p>
        <button class="primary" ?disabled=${!open}>Send</button>
      </form>
      ${messageLog(this.at.api, this.#routes, this.#messages, this.#recording?.problem)}
      <clients-panel .of=${{ api: this.at.api, stage: this.#stage, routes: this.#routes, own: this.#recording?.connectionId }}></clients-panel>`;
  }

  /** The route that a message meets, as the console reads the route selection expression. */
  #way(message) {
    const key = routeOf(this.#api.routeSelectionExpression ?? '', [...this.#routes.keys()], message);
    if (!key) {
      return key === '' ? 'meets no route' : nothing;
    }
    return html`meets the route <a href=${link('apis', this.at.api, 'routes', this.#routes.get(key))}>${key}</a>`;
  }

  #typed(text) {
    this.#message = text;
    this.update();
  }

  #choose(stage) {
    this.#stage = stage;
    this.update();
  }

  #toggle() {
    if (this.#state === 'closed') {
      this.#connect();
    } else {
      this.#socket?.close(1000);
    }
  }

  async #connect() {
    const recording = new Recording(this.at.api, this.#stage, this.signal);
    this.#recording = recording;
    this.#state = 'opening';
    this.update();
    await recording.prepare();
    if (this.signal.aborted) {
      return;
    }
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    const begun = performance.now();
    let opened = false;
    socket.onopen = async () => {
      opened = true;
      const took = millis(begun);
      await recording.begin();
      if (socket.readyState === WebSocket.OPEN) {
        this.#state = 'open';
        this.#note('connected', took, this.#address);
      }
    };
    socket.onmessage = (event) => {
      this.#note('received', this.#sentAt ? `${millis(this.#sentAt)} after sending` : '', String(event.data));
      recording.received();
    };
    socket.onclose = (event) => {
      this.#state = 'closed';
      recording.end();
      const refused = 'The gateway refused the connection. Does the stage have a deployment? Does an authorizer guard $connect?';
      this.#note('closed', opened ? `with code ${event.code}` : '', opened ? event.reason || 'The connection has ended.' : refused);
    };
  }

  async #send(event) {
    event.preventDefault();
    const socket = this.#socket;
    const message = this.#message;
    await this.#recording.refresh();
    if (socket.readyState !== WebSocket.OPEN) {
      return;
    }
    this.#sentAt = performance.now();
    socket.send(message);
    const sent = this.#note('sent', this.#way(message), message);
    this.#recording.sent((record) => {
      sent.record = record;
      this.update();
    });
  }

  #note(kind, note, text) {
    const entry = { kind, note, text, record: null };
    this.#messages = [entry, ...this.#messages].slice(0, MESSAGES_MAX);
    this.update();
    return entry;
  }
}

const STATES = { closed: 'Not connected.', opening: 'Connecting …', open: 'Connected.' };

function millis(since) {
  return `${(performance.now() - since).toFixed(1)} ms`;
}

customElements.define('try-view', TryView);
