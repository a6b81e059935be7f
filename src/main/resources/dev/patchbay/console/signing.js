/** AWS Signature Version 4 with Web Crypto. */
const SERVICE = 'apigateway';
const REGION = 'us-east-1';
const encoder = new TextEncoder();

/** Browsers sign on HTTPS and on addresses of this machine only. */
export function canSign() {
  return Boolean(globalThis.crypto?.subtle);
}

/** Returns the headers that sign a request. */
export async function signature(credentials, method, url, body, now = new Date()) {
  const time = now.toISOString().replace(/[:-]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const hash = await sha256(body ?? '');
  const headers = { host: url.host, 'x-amz-content-sha256': hash, 'x-amz-date': time };
  if (credentials.sessionToken) {
    headers['x-amz-security-token'] = credentials.sessionToken;
  }
  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  const canonical = [
    method,
    url.pathname.split('/').map(encode).join('/'),
    query(url),
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    signed,
    hash,
  ].join('\n');
  const scope = `${day}/${REGION}/${SERVICE}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, await sha256(canonical)].join('\n');
  let key = encoder.encode('AWS4' + credentials.secretAccessKey);
  for (const part of [day, REGION, SERVICE, 'aws4_request', text]) {
    key = await hmac(key, part);
  }
  delete headers.host; // The browser sends it.
  headers.authorization =
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, ` +
    `SignedHeaders=${signed}, Signature=${hex(key)}`;
  return headers;
}

function query(url) {
  return [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

/** Percent-encodes as RFC 3986 says; the path is encoded a second time, as AWS does. */
function encode(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase(),
  );
}

async function sha256(text) {
  return hex(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

async function hmac(key, text) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  return crypto.subtle.sign('HMAC', imported, encoder.encode(text));
}

function hex(bytes) {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
