const MEMBER = /^\$request\.body((?:\.[A-Za-z0-9_-]+)+)$/;

/** Says which route a message meets, where the expression is as simple as `$request.body.action`. */
export function routeOf(expression, routes, text) {
  const [, path] = expression.match(MEMBER) ?? [];
  if (!path) {
    return '';
  }
  const key = valueAt(text, path.slice(1).split('.'));
  if (key !== undefined && routes.includes(key)) {
    return `meets the route ${key}`;
  }
  return routes.includes('$default') ? 'meets the route $default' : 'meets no route';
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
