import { View, html, nothing } from './view.js';
import { path, request } from './api.js';
import { messageWay } from './message-log.js';
import { count, failure } from './parts.js';
import './delete-button.js';

/** A person finds no client in a longer list; the service answers further pages. */
const LISTED_MAX = 100;

/** Lists the clients of a stage, sends to them, shows how their messages went, and closes them. */
class ClientsPanel extends View {
  #api = '';
  #stage = '';
  #collection = '';
  #listed = null;
  #to = '';
  #own = '';
  #routes = new Map();
  #recorded = null;
  #news = '';
  #error = null;

  /**
   * `{ api, stage, routes, own }`, with the routes by their keys and the connection of the page. The
   * clients of another stage have to be listed anew.
   */
  set of({ api, stage, routes, own }) {
    this.#api = api;
    this.#routes = routes;
    if (own !== this.#own) {
      this.#own = own;
      this.update();
    }
    const collection = path('patchbay', 'v1', 'apis', api, 'stages', stage, 'connections');
    if (collection !== this.#collection) {
      this.#stage = stage;
      this.#collection = collection;
      this.#listed = null;
      this.#recorded = null;
      this.#news = '';
      this.update();
    }
  }

  template() {
    const listed = this.#listed;
    return html`<h2>Connected clients</h2>
      <p class="hint">All clients of the stage ${this.#stage}, this page among them. You can send a message to each, and close its connection.</p>
      <button type="button" @click=${() => this.#list('')}>${listed ? 'List again' : 'List'}</button>
      <p role="status" tabindex="-1" data-next>${this.#news} ${listed ? `${count(listed.items.length, 'client')}${listed.nextToken ? ', and more' : ''}` : nothing}</p>
      ${failure(this.#error)}
      ${listed ? html`<ul class="clients">${listed.items.map((each) => this.#client(each))}</ul>` : nothing}`;
  }

  #client({ connectionId, connectedAt, identity }) {
    const since = new Date(connectedAt).toLocaleTimeString();
    return html`<li><code>${connectionId}</code> ${connectionId === this.#own ? html`<strong>this page</strong>` : nothing}
      <p class="hint">from ${identity.sourceIp} since <time datetime=${connectedAt}>${since}</time>${identity.userAgent ? `, ${identity.userAgent}` : nothing}</p>
      ${this.#to === connectionId ? this.#form(connectionId) : html`<button type="button" @click=${() => this.#write(connectionId)}>Send a message</button>`}
      <button type="button" @click=${() => this.#read(connectionId)}>${this.#recorded?.of === connectionId ? 'Read its messages again' : 'Show its messages'}</button>
      ${this.#recorded?.of === connectionId ? this.#ways(this.#recorded) : nothing}
      <delete-button .given=${{
        verb: 'Close',
        what: 'this connection',
        target: this.#target(connectionId),
        then: () => this.#list('Closed.'),
      }}></delete-button></li>`;
  }

  #ways({ recordedSince, items }) {
    return html`<p class="hint">The gateway has recorded the ways of its messages since ${new Date(recordedSince).toLocaleTimeString()}, without their texts: ${count(items.length, 'message')}.</p>
      ${items.toReversed().map((each) => html`<div class="recorded"><small>${new Date(each.arrivedAt).toLocaleTimeString()}</small>${messageWay(this.#api, this.#routes, each)}</div>`)}`;
  }

  #read(connectionId) {
    return this.#try(async () => {
      const { members } = await request('GET', `${this.#target(connectionId)}/messages`, { signal: this.signal });
      this.#recorded = { ...members, of: connectionId };
    });
  }

  #form(connectionId) {
    return html`<form @submit=${(event) => this.#send(event, connectionId)}>
      <label>Message to this client <textarea name="data" rows="2" spellcheck="false"></textarea></label>
      <p class="buttons"><button class="primary">Send to this client</button>
        <button type="button" @click=${() => this.#write('')}>Cancel</button></p></form>`;
  }

  #target(connectionId) {
    return this.#collection + path(connectionId);
  }

  #write(connectionId) {
    this.#to = connectionId;
    this.#news = '';
    this.update();
    queueMicrotask(() => this.querySelector('textarea')?.focus());
  }

  async #send(event, connectionId) {
    event.preventDefault();
    const body = { data: event.target.elements.data.value };
    await this.#try(async () => {
      await request('POST', this.#target(connectionId), { body, signal: this.signal });
      this.#to = '';
      this.#news = `Sent to ${connectionId}.`;
    });
  }

  #list(news) {
    return this.#try(async () => {
      const target = `${this.#collection}?maxResults=${LISTED_MAX}`;
      this.#listed = (await request('GET', target, { signal: this.signal })).members;
      this.#news = news;
    });
  }

  async #try(action) {
    this.#error = null;
    try {
      await action();
    } catch (e) {
      this.#news = '';
      this.#error = this.signal.aborted ? null : e;
    }
    this.update();
  }
}

customElements.define('clients-panel', ClientsPanel);
