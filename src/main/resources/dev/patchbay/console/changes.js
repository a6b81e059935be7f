import { path, send } from './api.js';

/** A lost stream is opened again after this, and after twice as long each time it fails again. */
const RETRY_MILLIS = 1_000;
const RETRY_MILLIS_MAX = 30_000;

export function changesPath(api) {
  return path('patchbay', 'v1', 'apis', api, 'changes');
}

/**
 * Follows the changes of an API over server-sent events. `EventSource` cannot sign, so the stream is
 * read by hand. `on.change(entry)` gets each change, `on.gap()` says that some were missed, and
 * `on.state(text)` gets the state of the stream when it changes: `live`, `lost` or `ended`.
 */
export async function follow(api, signal, on) {
  let last = null;
  let wait = RETRY_MILLIS;
  while (!signal.aborted) {
    try {
      const headers = { accept: 'text/event-stream' };
      if (last) {
        headers['last-event-id'] = last;
      }
      const response = await send('GET', changesPath(api), { headers, signal });
      on.state?.('live');
      wait = RETRY_MILLIS;
      for await (const event of events(response.body)) {
        last = event.id ?? last;
        if (event.name === 'change') {
          on.change?.(JSON.parse(event.data));
        } else if (event.name === 'gap') {
          on.gap?.();
        }
      }
    } catch (e) {
      if (signal.aborted || e.status === 404 || e.needsKeys) {
        on.state?.('ended');
        return;
      }
    }
    on.state?.('lost');
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(2 * wait, RETRY_MILLIS_MAX);
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    text += value.replace(/\r/g, '');
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      yield parse(block);
    }
  }
}

function parse(block) {
  const event = { name: 'message', data: '' };
  for (const line of block.split('\n')) {
    const [, field, value] = line.match(/^([a-z]+):\s?(.*)$/) ?? [];
    if (field === 'data') {
      event.data += value;
    } else if (field === 'event') {
      event.name = value;
    } else if (field === 'id') {
      event.id = value;
    }
  }
  return event;
}
