/**
 * Addresses of views are in the fragment, such as `#/apis/a1b2c3d4e5/routes`, so that each view
 * can be bookmarked and the server knows one page only.
 */
const ROUTES = [
  ['', 'apis-view'],
  ['new', 'create-view'],
  ['apis/:api', 'api-view'],
  ['apis/:api/new/:kind', 'create-view'],
  ['apis/:api/new/:kind/:integration', 'create-view'],
  ['apis/:api/stages', 'stages-view'],
  ['apis/:api/changes', 'changes-view'],
  ['apis/:api/try', 'try-view'],
  ['apis/:api/try/:stage', 'try-view'],
  ['apis/:api/routes/:route', 'route-view'],
  ['apis/:api/integrations/:integration', 'integration-view'],
  ['apis/:api/integrations/:integration/new', 'create-view'],
  ['apis/:api/integrations/:integration/responses/:response', 'response-view'],
  ['rehearse', 'rehearse-view'],
];

/** The address of a view; each part is encoded. */
export function link(...parts) {
  return '#/' + parts.map(encodeURIComponent).join('/');
}

/** The tag of the view at a fragment, and the parameters in it; null for an unknown address. */
export function match(fragment) {
  const given = fragment.replace(/^#?\/?/, '').split('/').filter((part) => part !== '');
  for (const [pattern, tag] of ROUTES) {
    const parts = pattern === '' ? [] : pattern.split('/');
    if (parts.length === given.length) {
      const parameters = {};
      const fits = parts.every((part, i) => {
        if (part.startsWith(':')) {
          parameters[part.slice(1)] = decode(given[i]);
          return true;
        }
        return part === given[i];
      });
      if (fits) {
        return { tag, parameters };
      }
    }
  }
  return null;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
