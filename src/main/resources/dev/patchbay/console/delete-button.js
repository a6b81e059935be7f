import { View, html } from './view.js';
import { request } from './api.js';
import { failure } from './parts.js';

/**
 * Deletes a resource after a second thought. `given` has `what` (words for it), its `target`, its
 * `etag` where it is known, and `then`, which is called when it is gone.
 */
class DeleteButton extends View {
  #given = {};
  #asked = false;
  #error = null;

  set given(given) {
    this.#given = given;
    this.update();
  }

  template() {
    const { what } = this.#given;
    return html`${failure(this.#error)}
      ${this.#asked
        ? html`<p class="buttons" tabindex="-1" data-next>Delete ${what} for good?
            <button type="button" @click=${() => this.#delete()}>Yes, delete</button>
            <button type="button" @click=${() => this.#ask(false)}>Keep</button></p>`
        : html`<p><button type="button" data-next @click=${() => this.#ask(true)}>Delete ${what}</button></p>`}`;
  }

  #ask(asked) {
    this.#asked = asked;
    this.#error = null;
    this.update();
  }

  async #delete() {
    const { target, etag, then } = this.#given;
    try {
      await request('DELETE', target, { headers: etag ? { 'if-match': etag } : {}, signal: this.signal });
      then();
    } catch (e) {
      this.#ask(false);
      this.#error = this.signal.aborted ? null : e;
    }
  }
}

customElements.define('delete-button', DeleteButton);
