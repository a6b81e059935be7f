import { View, html, nothing } from './view.js';
import { signIn } from './api.js';
import { canSign } from './signing.js';

/** Asks for the keys by which requests are signed. */
class SignIn extends View {
  /** Why the service asks; set by the app. */
  reason = null;

  template() {
    const rejected = this.reason && this.reason.type !== 'MissingAuthenticationTokenException';
    return html`<h1 tabindex="-1">Sign in</h1>
      <p>This service wants signed requests. Enter the keys of a caller, as you would for the AWS CLI.</p>
      ${rejected
        ? html`<div class="notice bad" role="alert"><p><strong>Refused.</strong> ${this.reason.message}</p></div>`
        : nothing}
      ${canSign() ? this.#form() : this.#insecure()}`;
  }

  #form() {
    return html`<form class="narrow" @submit=${(event) => this.#submit(event)}>
      <label>Access key ID <input name="accessKeyId" required autocomplete="off" spellcheck="false" /></label>
      <label>Secret access key <input name="secretAccessKey" type="password" required autocomplete="off" /></label>
      <label>Session token, if there is one <input name="sessionToken" type="password" autocomplete="off" /></label>
      <p class="hint">The keys stay in the memory of this page. They are never stored or sent: they sign requests. A reload forgets them.</p>
      <button class="primary">Sign in</button>
    </form>`;
  }

  #insecure() {
    return html`<div class="notice bad" role="alert"><p>
      Browsers sign only on pages that came over HTTPS or from this machine. Open the console at an
      address that begins with https://, or at http://127.0.0.1.</p></div>`;
  }

  #submit(event) {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    signIn({
      accessKeyId: given.accessKeyId.trim(),
      secretAccessKey: given.secretAccessKey.trim(),
      sessionToken: given.sessionToken.trim(),
    });
    this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true }));
  }
}

customElements.define('sign-in', SignIn);
