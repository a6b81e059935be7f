import { View, html } from './view.js';

let library = null;

/** Loads CodeMirror when the first template is edited. */
function load() {
  library ??= Promise.resolve()
    .then(() => styles('lib/codemirror.css'))
    .then(() => script('lib/codemirror.js'))
    .then(() => script('lib/codemirror-velocity.js'))
    .then(() => globalThis.CodeMirror);
  return library;
}

function element(tag, members) {
  return new Promise((resolve, reject) => {
    const made = Object.assign(document.createElement(tag), members, { onload: resolve, onerror: reject });
    document.head.prepend(made);
  });
}

const styles = (href) => element('link', { rel: 'stylesheet', href });
const script = (src) => element('script', { src });

/** An editor of a template. It says `edited` with the text; a plain field is shown until it is loaded. */
class TemplateEditor extends View {
  #value = '';
  #label = '';
  #fault = null;
  #editor = null;
  #marked = null;

  set value(text) {
    this.#value = text;
    if (this.#editor && this.#editor.getValue() !== text) {
      this.#editor.setValue(text);
    }
    this.update();
  }

  set label(text) {
    this.#label = text;
    this.update();
  }

  /** An error of the preview with its line; null for none. */
  set fault(given) {
    this.#fault = given;
    this.#mark();
  }

  start() {
    load().then(
      (CodeMirror) => this.isConnected && this.#begin(CodeMirror),
      () => {}, // The plain field stays.
    );
  }

  template() {
    return html`<textarea
      rows="6"
      spellcheck="false"
      aria-label=${this.#label}
      .value=${this.#value}
      @input=${(event) => this.#edited(event.target.value)}
    ></textarea>`;
  }

  #begin(CodeMirror) {
    if (this.#editor) {
      return;
    }
    const field = this.querySelector('textarea');
    this.#editor = CodeMirror.fromTextArea(field, {
      mode: 'velocity',
      lineNumbers: true,
      lineWrapping: true,
      screenReaderLabel: this.#label,
      // The tabulator leads to the next field, as everywhere on the page.
      extraKeys: { Tab: false, 'Shift-Tab': false },
    });
    this.#editor.on('change', () => this.#edited(this.#editor.getValue()));
    this.#mark();
  }

  #edited(text) {
    if (text !== this.#value) {
      this.#value = text;
      this.dispatchEvent(new CustomEvent('edited', { detail: text }));
    }
  }

  #mark() {
    if (!this.#editor) {
      return;
    }
    if (this.#marked !== null) {
      this.#editor.removeLineClass(this.#marked, 'background', 'bad-line');
      this.#marked = null;
    }
    if (this.#fault?.line > 0) {
      this.#marked = this.#editor.addLineClass(this.#fault.line - 1, 'background', 'bad-line');
    }
  }
}

customElements.define('template-editor', TemplateEditor);
