import { View, html, nothing } from './view.js';
import { isSignedIn, signIn } from './api.js';
import { match } from './router.js';
import { apiNames, read, v2 } from './store.js';

/** Each view is loaded when it is first shown. */
const MODULES = {
  'apis-view': () => import('./apis-view.js'),
  'api-view': () => import('./api-view.js'),
  'integration-view': () => import('./integration-view.js'),
  'response-view': () => import('./response-view.js'),
  'route-view': () => import('./route-view.js'),
  'changes-view': () => import('./changes-view.js'),
  'create-view': () => import('./create-view.js'),
  'try-view': () => import('./try-view.js'),
  'rehearse-view': () => import('./rehearse-view.js'),
  'stages-view': () => import('./stages-view.js'),
};

/** The frame around all views: header, sign-in, network state, and the view of the address. */
class App extends View {
  #shown = '';
  #offline = !navigator.onLine;

  start() {
    const signal = this.signal;
    window.addEventListener('hashchange', () => this.#show(), { signal });
    window.addEventListener('needs-keys', (event) => this.#askForKeys(event.detail), { signal });
    window.addEventListener('online', () => this.#network(false), { signal });
    window.addEventListener('offline', () => this.#network(true), { signal });
    this.addEventListener('signed-in', () => this.#show(), { signal });
    queueMicrotask(() => this.#show());
  }

  template() {
    return html`<a class="skip" href="#main" @click=${(event) => this.#skip(event)}>Skip to the content</a>
      <header class="bar">
        <a class="brand" href="#/"><img src="icon.svg" alt="" width="24" height="24" /> Patchbay</a>
        ${isSignedIn() ? html`<button type="button" @click=${() => this.#signOut()}>Sign out</button>` : nothing}
      </header>
      ${this.#offline
        ? html`<div class="notice bad" role="alert"><p><strong>Offline.</strong> Your browser has no network. What you have typed stays here.</p></div>`
        : nothing}
      <main id="main" tabindex="-1"></main>
      <footer class="bar"><a href="#/rehearse">Rehearse faults</a></footer>`;
  }

  get #main() {
    return this.querySelector('main');
  }

  #skip(event) {
    event.preventDefault();
    this.#main.focus();
  }

  #network(offline) {
    this.#offline = offline;
    this.update();
  }

  #signOut() {
    signIn(null);
    this.#show();
  }

  #askForKeys(error) {
    import('./sign-in.js').then(() => {
      if (this.#main.firstElementChild?.localName !== 'sign-in') {
        this.#place('sign-in', (view) => (view.reason = error), 'Sign in');
      }
    });
  }

  async #show() {
    this.update();
    const address = location.hash;
    this.#shown = address;
    const found = match(address);
    const load = found && MODULES[found.tag];
    if (!load) {
      this.#main.replaceChildren(Object.assign(document.createElement('h1'), { textContent: 'There is no such page.' }));
      return;
    }
    await load();
    if (this.#shown === address) {
      const view = this.#place(found.tag, (placed) => (placed.at = found.parameters), '');
      this.#learnName(found.parameters.api, view);
    }
  }

  /** A view that is opened by its address shows the name of its API too. */
  #learnName(api, view) {
    if (api && !apiNames.has(api)) {
      read(v2('apis', api), view.signal).then(
        ({ members }) => {
          apiNames.set(api, members.name);
          view.update();
        },
        () => {}, // The view itself says what is wrong.
      );
    }
  }

  #place(tag, prepare, title) {
    const view = document.createElement(tag);
    prepare(view);
    const isFirst = this.#main.childElementCount === 0;
    this.#main.replaceChildren(view);
    document.title = `${title || view.title || 'Patchbay'} – Patchbay console`;
    window.scrollTo(0, 0);
    // The browser begins the first view at the top of the page.
    if (!isFirst) {
      this.#main.focus({ preventScroll: true });
    }
    return view;
  }
}

customElements.define('patchbay-console', App);
document.body.append(document.createElement('patchbay-console'));
