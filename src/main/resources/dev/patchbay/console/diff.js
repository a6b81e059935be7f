import { html, nothing } from './view.js';

/** The work of a comparison is the product of the lines; beyond this the texts are shown whole. */
const CELLS_MAX = 1_000_000;

/** Compares two texts by lines: pairs of ' ', '-' or '+' and a line. */
export function lines(before, after) {
  const old = split(before);
  const now = split(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) {
    head++;
  }
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  ) {
    tail++;
  }
  const same = (part) => part.map((line) => [' ', line]);
  return [
    ...same(old.slice(0, head)),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...same(old.slice(old.length - tail)),
  ];
}

function split(text) {
  return text === undefined || text === '' ? [] : text.split('\n');
}

/** The longest common subsequence, by dynamic programming. */
function middle(old, now) {
  if (old.length * now.length > CELLS_MAX) {
    return [...old.map((line) => ['-', line]), ...now.map((line) => ['+', line])];
  }
  const width = now.length + 1;
  const length = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      length[i * width + j] =
        old[i] === now[j]
          ? length[(i + 1) * width + j + 1] + 1
          : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
    }
  }
  const result = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      result.push([' ', old[i++]]);
      j++;
    } else if (j >= now.length || (i < old.length && length[(i + 1) * width + j] >= length[i * width + j + 1])) {
      result.push(['-', old[i++]]);
    } else {
      result.push(['+', now[j++]]);
    }
  }
  return result;
}

const KINDS = { '-': 'removed', '+': 'added' };

/** Shows the differences of a draft, one block for each value. */
export function diffView(differences) {
  return differences.map(
    ({ name, key, before, after }) => html`<div class="diff">
      <h3>${name}${key === null ? nothing : html` <code>${key}</code>`}${note(before, after)}</h3>
      <pre tabindex="0" aria-label=${`Changes of ${name} ${key ?? ''}`}>${lines(before, after).map(
        ([sign, line]) => html`<span class=${KINDS[sign] ?? 'same'}>${sign} ${line}\n</span>`,
      )}</pre>
    </div>`,
  );
}

function note(before, after) {
  if (after === undefined) {
    return ' – removed';
  }
  return before === undefined ? ' – new' : '';
}
