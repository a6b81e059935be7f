import { path, request } from './api.js';
import { Pages } from './pages.js';

/** Names of APIs that were read, by identifier: a person knows an API by its name. */
export const apiNames = new Map();

/** The path of a resource of the API of AWS. */
export function v2(...parts) {
  return '/v2' + path(...parts);
}

/** Reads one resource: its members and its entity tag. */
export function read(target, signal) {
  return request('GET', target, { signal });
}

/** All resources of a collection. */
export function readAll(target, signal, changed = () => {}) {
  const pages = new Pages(target, signal, changed);
  return pages.all().then((items) => {
    if (pages.error) {
      throw pages.error;
    }
    return items;
  });
}

/** At most so many resources of a collection. */
export async function readSome(target, most, signal) {
  const { members } = await request('GET', `${target}?maxResults=${most}`, { signal });
  return members.items ?? [];
}

/** A value for each key, which is read when it is first asked for. */
export class Lazy {
  #known = new Map();

  constructor(load, changed) {
    this.load = load;
    this.changed = changed;
  }

  /** The value, or undefined while it is read. */
  get(key) {
    const known = this.#known.get(key);
    if (known) {
      return known.value;
    }
    const entry = {};
    this.#known.set(key, entry);
    this.load(key).then(
      (value) => {
        entry.value = value;
        this.changed();
      },
      () => this.#known.delete(key),
    );
    return undefined;
  }
}
