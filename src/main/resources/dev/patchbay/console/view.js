import { render } from './lib/lit-html.js';

export { html, nothing } from './lib/lit-html.js';

/**
 * An element that draws itself from its fields. `update()` draws it again soon; several calls draw
 * it once. Everything that a text holds is shown as text, because lit-html never parses values.
 */
export class View extends HTMLElement {
  #queued = false;
  #ended = new AbortController();

  /** Ends the requests of this element when it leaves the page. */
  get signal() {
    return this.#ended.signal;
  }

  connectedCallback() {
    this.#ended = new AbortController();
    this.update();
    this.start();
  }

  disconnectedCallback() {
    this.#ended.abort();
  }

  /** Called each time when the element has come into the page. */
  start() {}

  update() {
    if (this.#queued) {
      return;
    }
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.isConnected) {
        const held = this.contains(document.activeElement) ? document.activeElement : null;
        render(this.template(), this);
        if (held && !held.isConnected) {
          this.#takeFocus();
        }
      }
    });
  }

  /** The control that had the focus is gone: the focus goes to what it led to, or to the view. */
  #takeFocus() {
    (this.querySelector('[data-next]') ?? this.closest('main'))?.focus();
  }
}

/** Calls `action` when it was not asked for again for some milliseconds. */
export function debounce(millis, action) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, millis);
  };
}
