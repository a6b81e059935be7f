import { html, nothing } from './view.js';
import './template-editor.js';

const PLACEHOLDERS = { responseParameters: 'route.response.header.name', stageVariables: 'room' };

/**
 * The form of a resource. `state` has the fields, the draft, the refusals by field, and the fault of
 * the preview; `edit(place, value)` replaces one value, and undefined removes a key.
 */
export function form(state, edit) {
  return state.fields.map((field) => {
    const refused = state.refusals[field.name];
    const content =
      field.kind === 'templates' || field.kind === 'map'
        ? map(field, state, edit)
        : single(field, state, edit, refused);
    return html`<div class="field">${content}
      ${refused ? html`<p class="refusal" role="alert" id=${`refused-${field.name}`}>${refused}</p>` : nothing}
      <p class="hint" id=${`hint-${field.name}`}>${field.hint}</p>
    </div>`;
  });
}

function single(field, state, edit, refused) {
  const described = `hint-${field.name}${refused ? ` refused-${field.name}` : ''}`;
  const value = state.draft[field.name];
  const changed = (event) => edit({ name: field.name, key: null }, event.target.value);
  if (field.kind === 'flag') {
    return html`<label class="flag"><input type="checkbox" name=${field.name} .checked=${value === true} aria-describedby=${described}
      @change=${(event) => edit({ name: field.name, key: null }, event.target.checked)} /> ${field.name}</label>`;
  }
  if (field.kind === 'choice') {
    return html`<label>${field.name}
      <select name=${field.name} aria-describedby=${described} @change=${changed}>
        ${['', ...field.choices].map(
          (choice) => html`<option value=${choice} ?selected=${choice === value}>${choice || 'none'}</option>`,
        )}
      </select></label>`;
  }
  return html`<label>${field.name}
    <input name=${field.name} .value=${value} spellcheck="false" aria-describedby=${described}
      aria-invalid=${refused ? 'true' : 'false'} @input=${changed} /></label>`;
}

function map(field, state, edit) {
  return html`<fieldset><legend>${field.name}</legend>
    ${Object.entries(state.draft[field.name]).map(([key, value]) => entry(field, key, value, state, edit))}
    <form class="add" @submit=${(event) => add(event, field, edit)}>
      <label>${added(field)}
        <input name="key" required spellcheck="false" placeholder=${PLACEHOLDERS[field.name] ?? (field.kind === 'templates' ? '$default' : 'name')} /></label>
      <button>Add</button>
    </form></fieldset>`;
}

/** The label of the key of a new entry. */
function added(field) {
  if (field.kind === 'templates') {
    return 'Add a template for';
  }
  return field.name === 'stageVariables' ? 'Add a variable' : 'Add a parameter';
}

function entry(field, key, value, state, edit) {
  const place = { name: field.name, key };
  const fault = state.fault?.templateKey === key && field.kind === 'templates' ? state.fault : null;
  const remove = html`<button type="button" aria-label=${`Remove ${key}`} @click=${() => edit(place, undefined)}>Remove</button>`;
  if (field.kind === 'map') {
    return html`<div class="entry"><label><code>${key}</code>
      <input .value=${value} spellcheck="false" @input=${(event) => edit(place, event.target.value)} /></label>${remove}</div>`;
  }
  return html`<div class="template"><div class="entry"><code>${key}</code>${remove}</div>
    <template-editor data-key=${key} .label=${`Template ${key}`} .value=${value} .fault=${fault}
      @edited=${(event) => edit(place, event.detail)}></template-editor>
    ${fault ? html`<p class="refusal" role="status">${fault.message}</p>` : nothing}</div>`;
}

function add(event, field, edit) {
  event.preventDefault();
  const input = event.target.elements.key;
  edit({ name: field.name, key: input.value }, '');
  input.value = '';
}
