import { request } from './api.js';

/** What is edited most comes first. */
const ORDER = ['templates', 'text', 'choice', 'flag', 'map', 'other'];

/** Reads the fields of a form from the schema of a request. */
export async function fields(name, signal) {
  const { members } = await request('GET', `/schemas/${name}.json`, { signal });
  const all = Object.entries(members.properties).map(([member, schema]) => ({
    name: member,
    kind: kind(member, schema),
    hint: schema.description ?? '',
    lengthMax: schema.maxLength,
    choices: (schema.enum ?? []).filter((choice) => choice !== null && choice !== ''),
  }));
  return all.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function kind(name, schema) {
  if (schema.enum) {
    return 'choice';
  }
  const types = [schema.type].flat();
  if (types.includes('boolean')) {
    return 'flag';
  }
  if (types.includes('string')) {
    return 'text';
  }
  if (!types.includes('object') || !schema.additionalProperties?.type) {
    return 'other'; // The form has no control for lists and objects in objects.
  }
  return name.endsWith('Templates') ? 'templates' : 'map';
}

/** Whether the value of a field is a map. */
export function isMap(field) {
  return field.kind === 'templates' || field.kind === 'map';
}

/** The field that a refusal names in its message; undefined where it names none. */
export function fieldOf(message, all) {
  const named = all
    .map((field) => [message.indexOf(field.name), field])
    .filter(([at]) => at >= 0)
    .sort(([a], [b]) => a - b);
  const begun = all.find((field) => message.toLowerCase().startsWith(`${field.name.toLowerCase()} `));
  return named[0]?.[1] ?? begun ?? (/\bkey\b/.test(message) ? all.find((each) => /Key$/.test(each.name)) : undefined);
}
