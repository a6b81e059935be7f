import { View, html } from './view.js';

/** Rows above and below the screen, so that scrolling shows no gap. */
const SPARE = 6;

/**
 * A list that holds only the rows on the screen, so that 10,000 entries are as quick as ten. Its
 * `data` has `label`, `items`, `row` (makes the content of an item), `height` of each row in pixels,
 * and `more`, which is called near the end.
 */
class VirtualList extends View {
  #data = { label: '', items: [], row: () => '', height: 48, more: () => {} };
  #first = 0;

  set data(given) {
    this.#data = given;
    this.update();
  }

  start() {
    window.addEventListener('resize', () => this.update(), { signal: this.signal });
  }

  template() {
    const { label, items, row, height } = this.#data;
    const count = Math.ceil(window.innerHeight / height) + 2 * SPARE;
    const first = Math.max(0, Math.min(this.#first - SPARE, items.length - count));
    const shown = items.slice(first, first + count);
    return html`<div
      class="scroll"
      tabindex="0"
      role="region"
      aria-label=${label}
      @scroll=${(event) => this.#scrolled(event.target)}
    >
      <div .style=${`height:${items.length * height}px`}>
        <ul role="list" .style=${`transform:translateY(${first * height}px)`}>
          ${shown.map(
            (item, i) => html`<li
              aria-setsize=${items.length}
              aria-posinset=${first + i + 1}
              .style=${`height:${height}px`}
            >${row(item)}</li>`,
          )}
        </ul>
      </div>
    </div>`;
  }

  #scrolled(box) {
    const { items, height, more } = this.#data;
    const first = Math.floor(box.scrollTop / height);
    if (first !== this.#first) {
      this.#first = first;
      this.update();
    }
    if (box.scrollTop + 2 * box.clientHeight > items.length * height) {
      more();
    }
  }
}

customElements.define('virtual-list', VirtualList);
