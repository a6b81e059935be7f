/** Saves a preview as a file that `patchbay evaluate` runs. */
export function saveCase(given, evaluation) {
  const content = {
    description: `A reply with status code ${given.statusCode}.`,
    reply: {
      statusCode: Number(given.statusCode),
      headers: JSON.parse(given.headers || '{}'),
      body: given.body,
    },
    context: JSON.parse(given.context || '{}'),
    stageVariables: JSON.parse(given.stageVariables || '{}'),
    request: { body: given.message },
    expected: {
      integrationResponseKey: evaluation.integrationResponseKey ?? null,
      ...(evaluation.error ? { error: evaluation.error.kind } : { frame: evaluation.frame.text }),
    },
  };
  const file = new Blob([JSON.stringify(content, null, 2) + '\n'], { type: 'application/json' });
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), {
    href: address,
    download: `case-${given.statusCode}.json`,
  }).click();
  URL.revokeObjectURL(address);
}
