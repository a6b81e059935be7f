import { View, debounce, html, nothing } from './view.js';
import { path, request } from './api.js';
import { readAll, v2 } from './store.js';
import { failure } from './parts.js';
import { results } from './preview-results.js';
import { saveCase } from './case-file.js';

/** A person who types rests so long between words. */
const TYPING_MILLIS = 120;

/** What the backend answers in a preview, until a person says otherwise. */
const REPLY = { statusCode: '200', headers: '{}', body: '{}', message: '{}', context: '{}', stageVariables: '{}' };

/** Remembered while the page is open, so that the next integration response is tried by the same reply. */
let last = { ...REPLY };

/** Evaluates the changes of a draft, before anything is stored. It says `fault` with the error of a template. */
class PreviewPanel extends View {
  /** The parameters of the view. */
  at = {};
  #asked = null;
  #evaluation = null;
  #error = null;
  #running = null;
  #ask = debounce(TYPING_MILLIS, () => this.#evaluate());

  /** What is stored, by its tag, and the body of an update that is not saved. */
  set asked(given) {
    const text = JSON.stringify(given);
    if (text !== this.#asked) {
      this.#asked = text;
      this.#ask();
    }
  }

  start() {
    if (last.stageVariables === '{}') {
      this.#takeStageVariables().catch(() => {}); // They stay empty.
    }
  }

  /** Most templates are read with the variables of a stage. */
  async #takeStageVariables() {
    const stages = await readAll(v2('apis', this.at.api, 'stages'), this.signal);
    const variables = stages.find((stage) => stage.stageVariables)?.stageVariables;
    if (variables) {
      last = { ...last, stageVariables: JSON.stringify(variables) };
      this.update();
      this.#ask();
    }
  }

  template() {
    return html`<h2 id="preview-title">Preview</h2>
      <div class="preview">
        <form class="reply" aria-label="The reply of the backend" @input=${(event) => this.#typed(event)} @submit=${(event) => event.preventDefault()}>
          <label>Status code of the reply <input name="statusCode" inputmode="numeric" .value=${last.statusCode} /></label>
          <label>Body of the reply <textarea name="body" rows="5" spellcheck="false" .value=${last.body}></textarea></label>
          <details><summary>Headers, message, context and stage variables</summary>
            <label>Headers, as JSON <textarea name="headers" rows="2" spellcheck="false" .value=${last.headers}></textarea></label>
            <label>Message of the client <textarea name="message" rows="2" spellcheck="false" .value=${last.message}></textarea></label>
            <label>Context, as JSON <textarea name="context" rows="2" spellcheck="false" .value=${last.context}></textarea></label>
            <label>Stage variables, as JSON <textarea name="stageVariables" rows="2" spellcheck="false" .value=${last.stageVariables}></textarea></label>
          </details>
          <button type="button" ?disabled=${!this.#evaluation} @click=${() => saveCase(last, this.#evaluation)}>Save as a case file</button>
        </form>
        <div class="result" aria-live="polite">
          ${failure(this.#error, () => this.#evaluate())}
          ${this.#evaluation ? results(this.#evaluation) : this.#error ? nothing : html`<p>Waiting for the first result …</p>`}
        </div>
      </div>`;
  }

  #typed(event) {
    last = { ...last, [event.target.name]: event.target.value };
    this.#ask();
  }

  async #evaluate() {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { api, integration, response } = this.at;
    try {
      const body = requestBody(last);
      const changes = JSON.parse(this.#asked).changes;
      if (Object.keys(changes).length > 0) {
        body.changes = { [response]: changes };
      }
      const target = path('patchbay', 'v1', 'apis', api, 'integrations', integration, 'evaluations');
      const { members } = await request('POST', target, { body, signal: running.signal });
      this.#evaluation = members;
      this.#error = null;
      this.dispatchEvent(new CustomEvent('fault', { detail: members.error ?? null }));
    } catch (e) {
      if (running.signal.aborted || !this.isConnected) {
        return;
      }
      this.#error = e;
    }
    this.update();
  }
}

function requestBody(given) {
  const body = {
    reply: { body: given.body, headers: json('headers', given.headers) },
    request: { body: given.message },
    context: json('context', given.context),
    stageVariables: json('stage variables', given.stageVariables),
  };
  const status = Number(given.statusCode);
  if (!Number.isInteger(status)) {
    throw new Error('The status code must be a whole number, such as 200.');
  }
  body.reply.statusCode = status;
  return body;
}

function json(name, text) {
  try {
    return JSON.parse(text.trim() || '{}');
  } catch {
    throw new Error(`The ${name} must be a JSON object, such as {"name": "value"}.`);
  }
}

customElements.define('preview-panel', PreviewPanel);
