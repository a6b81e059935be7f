import { request } from './api.js';

/** Two of these fill a screen many times over, and one is read in some milliseconds. */
const PAGE = 100;

/** AWS's largest page. */
export const PAGE_MAX = 500;

/** The resources of a collection, which are read page by page. */
export class Pages {
  items = [];
  ended = false;
  loading = false;
  error = null;
  #token = null;

  constructor(target, signal, changed) {
    this.target = target;
    this.signal = signal;
    this.changed = changed;
  }

  /** Reads the next page, unless one is on its way; returns whether there may be more. */
  async more(size = PAGE) {
    if (this.loading || this.ended) {
      return !this.ended;
    }
    this.loading = true;
    this.error = null;
    this.changed();
    const query = new URLSearchParams({ maxResults: size });
    if (this.#token) {
      query.set('nextToken', this.#token);
    }
    try {
      const { members } = await request('GET', `${this.target}?${query}`, { signal: this.signal });
      this.items = this.items.concat(members.items ?? []);
      this.#token = members.nextToken;
      this.ended = !members.nextToken;
    } catch (e) {
      if (this.signal.aborted) {
        return false;
      }
      this.error = e;
    }
    this.loading = false;
    this.changed();
    return !this.ended && !this.error;
  }

  /** Reads all that is left. */
  async all() {
    while (await this.more(PAGE_MAX));
    return this.items;
  }
}
