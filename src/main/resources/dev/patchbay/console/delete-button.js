import { View, html } from './view.js';
import { request } from './api.js';
import { failure } from './parts.js';

/**
 * Deletes a resource after a second thought. `given` has `what` (words for it), its `target`, its
 * `etag` where it is known, `then`, which is called when it is gone, and another `verb` than Delete.
 */
class DeleteButton extends View {
  #given = {};
  #asked = false;
  #error = null;

  set given(given) {
    // A list that has become shorter gives the button of one resource to the next.
    this.#asked &&= given.target === this.#given.target;
    this.#given = given;
    this.update();
  }

  template() {
    const { what, verb = 'Delete' } = this.#given;
    return html`${failure(this.#error)}
      ${this.#asked
        ? html`<p class="buttons" tabindex="-1" data-next>${verb} ${what} for good?
            <button type="button" @click=${() => this.#delete()}>Yes, ${verb.toLowerCase()}</button>
            <button type="button" @click=${() => this.#ask(false)}>Keep</button></p>`
        : html`<p><button type="button" data-next @click=${() => this.#ask(true)}>${verb} ${what}</button></p>`}`;
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
