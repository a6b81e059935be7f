const MEMBER = /^\$request\.body((?:\.[A-Za-z0-9_-]+)+)$/;

/**
 * The key of the route that a message meets, empty where it meets none; undefined where the
 * expression is not as simple as `$request.body.action`.
 */
export function routeOf(expression, routes, text) {
  const [, path] = expression.match(MEMBER) ?? [];
  if (!path) {
    return undefined;
  }
  const key = valueAt(text, path.slice(1).split('.'));
  if (key !== undefined && routes.includes(key)) {
    return key;
  }
  return routes.includes('$default') ? '$default' : '';
}

function valueAt(text, names) {
  try {
    let value = JSON.parse(text);
    for (const name of names) {
      value = value?.[name];
    }
    return value === undefined || typeof value === 'object' ? undefined : String(value);
  } catch {
    return undefined;
  }
}

/** A message that meets the first route, where the expression names one member of its body. */
export function exampleFor(expression, routes) {
  const [, member] = expression.match(/^\$request\.body\.([A-Za-z0-9_]+)$/) ?? [];
  const key = routes.find((each) => !each.startsWith('$'));
  return member && key ? JSON.stringify({ [member]: key }) : '{}';
}
