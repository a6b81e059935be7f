import { View, debounce, html, nothing } from './view.js';
import { link } from './router.js';
import { PAGE_MAX, Pages } from './pages.js';
import { empty, failure, loading, search } from './parts.js';
import './virtual-list.js';

/** A search ends when it has found so many. */
const FOUND_MAX = 100;

/** All APIs of the account. */
class ApisView extends View {
  title = 'APIs';
  #pages = null;
  #sought = '';
  #search = debounce(150, () => this.#find());

  start() {
    this.#pages = new Pages('/v2/apis', this.signal, () => this.update());
    this.#pages.more();
  }

  /** Reads on until enough APIs fit, because AWS's API has no search. */
  async #find() {
    while (this.#sought && this.#found().length < FOUND_MAX && (await this.#pages.more(PAGE_MAX)));
  }

  #found() {
    const text = this.#sought.toLowerCase();
    return this.#pages.items.filter(
      (api) =>
        !text ||
        [api.name, api.apiId, api.description ?? ''].some((each) =>
          each.toLowerCase().includes(text),
        ),
    );
  }

  template() {
    const pages = this.#pages;
    const found = pages ? this.#found() : [];
    return html`<h1>APIs</h1>
      <p><a href=${link('new')}>Create an API</a></p>
      ${search('Search by name, identifier or description', this.#sought, (text) => {
        this.#sought = text;
        this.update();
        this.#search();
      })}
      ${pages ? failure(pages.error, () => pages.more()) : nothing}
      ${this.#list(pages, found)}`;
  }

  #list(pages, found) {
    if (!pages || (pages.loading && found.length === 0)) {
      return loading('APIs');
    }
    if (pages.error && found.length === 0) {
      return nothing;
    }
    if (found.length === 0) {
      return this.#sought
        ? empty('Nothing found', `No API has “${this.#sought}” in its name or identifier.`)
        : empty(
            'No APIs yet',
            'Create one here, or with the AWS CLI: aws apigatewayv2 create-api --protocol-type WEBSOCKET' +
              ` --name chat --route-selection-expression '$request.body.action' --endpoint-url ${location.origin}`,
          );
    }
    const more = pages.ended ? '' : ', and more below';
    return html`<p role="status">${found.length} shown${more}</p>
      <virtual-list
        .data=${{
          label: 'APIs',
          items: found,
          height: 64,
          more: () => pages.more(PAGE_MAX),
          row: (api) => html`<a class="row" href=${link('apis', api.apiId)}>
            <span class="name">${api.name}</span>
            <span class="note">${api.apiId} · ${api.protocolType}${api.description ? ` · ${api.description}` : ''}</span>
          </a>`,
        }}
      ></virtual-list>`;
  }
}

customElements.define('apis-view', ApisView);
