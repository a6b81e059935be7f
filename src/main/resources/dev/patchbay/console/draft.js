import { isMap } from './schema.js';

/** Returns the values of all fields of a resource; an absent one is empty. */
export function draftOf(members, fields) {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      isMap(field) ? { ...members[field.name] } : (members[field.name] ?? ''),
    ]),
  );
}

/** The single values that differ: a field, the key in it for a map, and both values. */
export function differences(before, after, fields) {
  return fields.flatMap((field) => {
    const old = before[field.name];
    const now = after[field.name];
    if (!isMap(field)) {
      return old === now ? [] : [{ name: field.name, key: null, before: old, after: now }];
    }
    const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
    return [...keys]
      .filter((key) => old[key] !== now[key])
      .map((key) => ({ name: field.name, key, before: old[key], after: now[key] }));
  });
}

/** The body of an update that makes `after` of `before`. A removed key is null. */
export function updateBody(before, after, fields) {
  const body = {};
  for (const { name, key } of differences(before, after, fields)) {
    if (key === null) {
      body[name] = after[name];
    } else {
      body[name] ??= { ...after[name] };
      body[name][key] = after[name][key] ?? null;
    }
  }
  return body;
}

/** The body that creates a resource: the values that are given. */
export function bodyOf(draft, fields) {
  const given = fields.filter((field) => {
    const value = draft[field.name];
    return isMap(field) ? Object.keys(value).length > 0 : value !== '';
  });
  return Object.fromEntries(given.map((field) => [field.name, draft[field.name]]));
}

/** The draft with one value replaced; a key whose value is undefined is removed. */
export function replaced(draft, { name, key }, value) {
  if (key === null || key === undefined) {
    return { ...draft, [name]: value };
  }
  const map = { ...draft[name], [key]: value };
  if (value === undefined) {
    delete map[key];
  }
  return { ...draft, [name]: map };
}

/**
 * Merges two changes of one base. What one side changed alone is taken; what both changed differently
 * is a conflict, which keeps the value of `mine` until a person decides.
 */
export function merge(base, theirs, mine, fields) {
  let merged = mine;
  const conflicts = [];
  for (const place of differences(base, theirs, fields)) {
    const own = valueAt(mine, place);
    if (own === place.before) {
      merged = replaced(merged, place, place.after);
    } else if (own !== place.after) {
      conflicts.push({ ...place, theirs: place.after, mine: own });
    }
  }
  return { merged, conflicts };
}

function valueAt(draft, { name, key }) {
  return key === null ? draft[name] : draft[name][key];
}
