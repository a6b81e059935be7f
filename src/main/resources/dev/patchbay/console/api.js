import { signature } from './signing.js';

/** A refusal of the service, or a request that did not reach it (status 0). */
export class ApiError extends Error {
  constructor(status, type, message, retryMillis) {
    super(message);
    this.status = status;
    this.type = type;
    this.retryMillis = retryMillis;
  }

  /** Whether the service wants a signature, or another one. */
  get needsKeys() {
    return this.status === 403 && this.type !== 'AccessDeniedException';
  }

  /** Whether a client does not read what is sent to it. */
  get isSlowClient() {
    return this.type === 'LimitExceededException';
  }

  /** What a person can do about it, in one sentence; empty where the message says it all. */
  get advice() {
    const seconds = Math.ceil((this.retryMillis ?? 1000) / 1000);
    const wait = `in ${seconds} second${seconds === 1 ? '' : 's'}`;
    if (this.isSlowClient) {
      return 'Try again when it has read them.';
    }
    switch (this.status) {
      case 0:
        return 'Check that the service runs and that you are connected, then try again.';
      case 403:
        return this.needsKeys ? 'Sign in with other keys.' : 'These keys may only read.';
      case 404:
        return this.type === 'UnknownOperationException' ? '' : 'It may have been deleted. Go back to the list.';
      case 409:
        return 'Others change it at the same moment. Try again.';
      case 429:
        return `Too many requests come from this account. Try again ${wait}.`;
      case 503:
        return `The service cannot do this at the moment. Try again ${wait}.`;
      default:
        return '';
    }
  }
}

/** Only in memory: a reload forgets the keys. */
let credentials = null;

export function signIn(given) {
  credentials = given;
}

export function isSignedIn() {
  return credentials !== null;
}

/** Encodes the parts of a path; `api('apis', id)` is `/v2/apis/{id}`. */
export function path(...parts) {
  return '/' + parts.map(encodeURIComponent).join('/');
}

/** The response itself, for streams. */
export async function send(method, target, { body, headers = {}, signal } = {}) {
  const url = new URL(target, location.origin);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const all = { ...headers };
  if (text !== undefined) {
    all['content-type'] = 'application/json';
  }
  if (credentials) {
    Object.assign(all, await signature(credentials, method, url, text));
  }
  let response;
  try {
    response = await fetch(url, { method, body: text, headers: all, signal, cache: 'no-store' });
  } catch (e) {
    if (signal?.aborted) {
      throw e;
    }
    throw new ApiError(0, 'Offline', 'The service cannot be reached.', null);
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

async function refusal(response) {
  const text = await response.text();
  let message = text;
  try {
    message = JSON.parse(text).message ?? text;
  } catch {
    // A proxy in between answers other texts.
  }
  const millis = response.headers.get('x-amz-retry-after');
  const type = response.headers.get('x-amzn-errortype') ?? '';
  const error = new ApiError(response.status, type, message, millis && Number(millis));
  if (error.needsKeys) {
    window.dispatchEvent(new CustomEvent('needs-keys', { detail: error }));
  }
  return error;
}

/** Returns the members that are answered, and the entity tag. */
export async function request(method, target, options) {
  const response = await send(method, target, options);
  const text = await response.text();
  return { members: text ? JSON.parse(text) : {}, etag: response.headers.get('etag') };
}
