import { path, request } from './api.js';

/** Among more clients of a stage a page does not look for its own connection. */
const CLIENTS_MAX = 500;

/** The gateway ends a recording after a minute without a read, so a page reads it twice as often. */
const FRESH_MILLIS = 30_000;

/** The first look for the record of a message waits so long, each later one twice as long. */
const LOOK_MILLIS = 100;
const LOOK_MILLIS_MAX = 2_000;

/** The ways of the messages that a page sends, as the gateway records them. */
export class Recording {
  /** Why there is none, in words; empty while there is one. */
  problem = '';
  /** The identifier of the connection of the page; empty where it is not known. */
  connectionId = '';
  #clients;
  #signal;
  #before = new Set();
  #target = '';
  #since = '';
  #sent = 0;
  #readAt = 0;
  #reading = null;
  #awaited = new Map();

  constructor(api, stage, signal) {
    this.#clients = path('patchbay', 'v1', 'apis', api, 'stages', stage, 'connections');
    this.#signal = signal;
  }

  /** To be called before the page connects: its connection is the one that comes then. */
  async prepare() {
    await this.#try(async () => {
      this.#before = new Set((await this.#list()).map((each) => each.connectionId));
    });
  }

  /** Finds the connection of the page and begins. To be called when the page is connected. */
  async begin() {
    await this.#try(async () => {
      const own = (await this.#list()).filter(
        (each) => !this.#before.has(each.connectionId) && each.identity.userAgent === navigator.userAgent,
      );
      if (own.length !== 1) {
        throw new Error(own.length === 0 ? 'its connection is not listed.' : `${own.length} clients of this browser connected at the same moment.`);
      }
      this.connectionId = own[0].connectionId;
      this.#target = `${this.#clients}${path(this.connectionId)}/messages`;
      await this.#read();
    });
  }

  async #list() {
    const { members } = await request('GET', `${this.#clients}?maxResults=${CLIENTS_MAX}`, { signal: this.#signal });
    if (members.nextToken) {
      throw new Error('too many clients are connected to this stage.');
    }
    return members.items;
  }

  async #try(action) {
    if (this.problem) {
      return;
    }
    try {
      await action();
    } catch (e) {
      this.problem = e.message;
      this.#awaited.clear();
    }
  }

  /** To be called before each message; a recording that has ended begins again. */
  async refresh() {
    if (performance.now() - this.#readAt > FRESH_MILLIS) {
      await this.#try(() => this.#read());
    }
  }

  /** To be called behind each message; calls `found` with its record when there is one. */
  sent(found) {
    if (!this.problem) {
      this.#awaited.set(++this.#sent, found);
      if (this.#awaited.size === 1) {
        this.#look(LOOK_MILLIS);
      }
    }
  }

  /** To be called when a message has arrived, which is often the answer to one that was sent. */
  received() {
    if (this.#awaited.size > 0) {
      this.#try(() => this.#read());
    }
  }

  /** Awaits nothing any more. */
  end() {
    this.#awaited.clear();
  }

  async #look(wait) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (this.#awaited.size > 0 && !this.#signal.aborted) {
      await this.#try(() => this.#read());
      this.#look(Math.min(2 * wait, LOOK_MILLIS_MAX));
    }
  }

  #read() {
    this.#reading ??= this.#readOnce().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #readOnce() {
    const { members } = await request('GET', this.#target, { signal: this.#signal });
    this.#readAt = performance.now();
    if (members.recordedSince !== this.#since) {
      this.#since = members.recordedSince;
      this.#sent = members.recorded;
      this.#awaited.clear();
    }
    for (const record of members.items) {
      this.#awaited.get(record.number)?.(record);
      this.#awaited.delete(record.number);
    }
  }
}
