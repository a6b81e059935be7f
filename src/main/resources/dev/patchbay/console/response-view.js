import { View, html, nothing } from './view.js';
import { link } from './router.js';
import { request } from './api.js';
import { read, v2 } from './store.js';
import { count, failure, loading, trail } from './parts.js';
import { fieldOf, fields } from './schema.js';
import { differences, draftOf, merge, replaced, updateBody } from './draft.js';
import { diffView } from './diff.js';
import { form } from './response-form.js';
import { mergePanel } from './merge-panel.js';
import { follow } from './changes.js';
import './delete-button.js';
import './preview-panel.js';

/** Drafts that are not saved, by address, so that a look at another view loses nothing. */
const drafts = new Map();

/** One integration response: its form, what would change, the preview, and how others change it. */
class ResponseView extends View {
  at = {};
  title = 'Integration response';
  #state = null;
  #error = null;
  #news = '';
  #saving = false;

  get #target() {
    const { api, integration, response } = this.at;
    return v2('apis', api, 'integrations', integration, 'integrationresponses', response);
  }

  start() {
    this.#load();
    follow(this.at.api, this.signal, {
      change: (change) => {
        if (change.integrationResponseId === this.at.response) {
          this.#changedElsewhere(change);
        }
      },
      gap: () => this.#state && this.#compare('by someone'),
    });
    const keep = (event) => this.#changes().length > 0 && event.preventDefault();
    window.addEventListener('beforeunload', keep, { signal: this.signal });
  }

  async #load() {
    this.#error = null;
    this.update();
    try {
      const known = await fields('UpdateIntegrationResponseRequest', this.signal);
      const kept = drafts.get(this.#target);
      const { members, etag } = await read(this.#target, this.signal);
      const base = draftOf(members, known);
      this.#state = kept ?? { base, etag, draft: base, fields: known, refusals: {}, fault: null, conflicts: [] };
      if (kept && kept.etag !== etag) {
        this.#meet(base, etag, 'since you began');
      }
    } catch (e) {
      this.#error = e;
    }
    this.update();
  }

  #changes() {
    return this.#state ? differences(this.#state.base, this.#state.draft, this.#state.fields) : [];
  }

  #set(members) {
    this.#state = { ...this.#state, ...members };
    if (this.#changes().length > 0) {
      drafts.set(this.#target, this.#state);
    } else {
      drafts.delete(this.#target);
    }
    this.update();
  }

  template() {
    const { api, integration, response } = this.at;
    const key = this.#state?.base.integrationResponseKey ?? response;
    return html`${trail(
        [api, link('apis', api)],
        [`Integration ${integration}`, link('apis', api, 'integrations', integration)],
        [key],
      )}
      <h1>Integration response ${key}</h1>
      ${this.#news ? html`<div class="notice" role="status" tabindex="-1" data-next><p>${this.#news}</p></div>` : nothing}
      ${failure(this.#error, this.#state ? () => this.#save() : () => this.#load())}
      ${this.#state ? this.#content() : this.#error ? nothing : loading('the integration response')}`;
  }

  #content() {
    const state = this.#state;
    const changes = this.#changes();
    const edit = (place, value) =>
      this.#set({ draft: replaced(state.draft, place, value), refusals: { ...state.refusals, [place.name]: undefined } });
    return html`${mergePanel(state.conflicts, (conflict, value) => this.#take(conflict, value))}
      <div class="halves">
        <section aria-label="Form">${form(state, (place, value) => edit(place, value))}</section>
        <section aria-label="Preview"><preview-panel .at=${this.at}
          .asked=${{ etag: state.etag, changes: updateBody(state.base, state.draft, state.fields) }}
          @fault=${(event) => this.#set({ fault: event.detail })}></preview-panel></section>
      </div>
      ${changes.length > 0 ? this.#review(changes) : html`<p class="hint">Nothing is changed. What you change is shown here before it is saved.</p>
        <delete-button .given=${{ what: 'this integration response', target: this.#target, etag: state.etag, then: () => (location.hash = link('apis', this.at.api, 'integrations', this.at.integration)) }}></delete-button>`}`;
  }

  #review(changes) {
    const undecided = this.#state.conflicts.length > 0;
    return html`<section class="card review" aria-labelledby="review-title">
      <h2 id="review-title">What you have changed</h2>
      ${diffView(changes)}
    </section>
    <p class="buttons save">
      <button type="button" class="primary" ?disabled=${undecided} @click=${() => this.#save()}>${this.#saving ? 'Saving …' : 'Save'}</button>
      <button type="button" @click=${() => this.#discard()}>Discard</button>
      <span class="hint">${undecided ? 'Decide first what both of you changed.' : `${count(changes.length, 'change')}, shown line by line at the end of this page.`}</span>
    </p>`;
  }

  #discard() {
    this.#error = null;
    this.#news = 'Discarded.';
    this.#set({ draft: this.#state.base, refusals: {}, conflicts: [] });
  }

  async #save() {
    if (this.#saving) {
      return;
    }
    const { base, draft, fields: known, etag } = this.#state;
    this.#saving = true;
    this.#error = null;
    this.update();
    try {
      const body = updateBody(base, draft, known);
      const saved = await request('PATCH', this.#target, { body, headers: { 'if-match': etag }, signal: this.signal });
      const stored = draftOf(saved.members, known);
      this.#news = html`Saved. <a href=${link('apis', this.at.api, 'try')}>Try it with a WebSocket</a>`;
      // What was typed while it was saved stays a change.
      const { merged } = merge(draft, stored, this.#state.draft, known);
      this.#set({ base: stored, etag: saved.etag, draft: merged, refusals: {} });
    } catch (e) {
      await this.#refused(e, known);
    }
    this.#saving = false;
    this.update();
  }

  async #refused(error, known) {
    const field = error.status === 400 || error.status === 409 ? fieldOf(error.message, known) : undefined;
    if (error.status === 412) {
      await this.#compare('by someone');
      this.#news = `Not saved yet. ${this.#news} Look at them and save again.`;
    } else if (field) {
      this.#set({ refusals: { [field.name]: error.message } });
    } else if (!this.signal.aborted) {
      this.#error = error;
    }
  }

  #changedElsewhere(change) {
    if (this.#state && !this.#saving) {
      this.#compare(change.accessKeyId ? `by ${change.accessKeyId}` : 'by someone');
    }
  }

  /** Reads what is stored and merges it with the draft. */
  async #compare(author) {
    try {
      const { members, etag } = await read(this.#target, this.signal);
      if (etag !== this.#state.etag) {
        this.#meet(draftOf(members, this.#state.fields), etag, author);
      }
    } catch (e) {
      this.#error = this.signal.aborted ? null : e;
      this.update();
    }
  }

  #meet(theirs, etag, author) {
    const { base, draft, fields: known } = this.#state;
    const { merged, conflicts } = merge(base, theirs, draft, known);
    this.#news = `This was changed ${author}. The form shows the new values${conflicts.length > 0 ? ', except where both of you changed the same' : ''}.`;
    this.#set({ base: theirs, etag, draft: merged, conflicts });
  }

  #take(conflict, value) {
    const conflicts = this.#state.conflicts.filter((each) => each !== conflict);
    this.#set({ draft: replaced(this.#state.draft, conflict, value), conflicts });
  }
}

customElements.define('response-view', ResponseView);
