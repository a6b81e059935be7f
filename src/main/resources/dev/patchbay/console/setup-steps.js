import { html, nothing } from './view.js';
import { link } from './router.js';

/**
 * What an API does not have yet and its clients need. `known` has the keys of its routes, some
 * integrations, its stages, and the name of the chosen stage.
 */
export function setupSteps(api, { routeKeys, integrations, stages, chosen }) {
  const steps = [];
  if (!routeKeys.some((key) => key !== '$connect' && key !== '$disconnect')) {
    const to = integrations.length === 1 ? [integrations[0].integrationId] : [];
    steps.push(html`<a href=${link('apis', api, 'new', 'routes', ...to)}>Create a route</a>: it takes messages to an integration.`);
  }
  if (stages.length === 0) {
    steps.push(html`<a href=${link('apis', api, 'new', 'stages')}>Create a stage</a>: clients connect to it.`);
  }
  for (const { integrationId, integrationType, requestTemplates = {} } of integrations) {
    if (integrationType === 'MOCK' && Object.keys(requestTemplates).length === 0) {
      const to = link('apis', api, 'integrations', integrationId);
      steps.push(html`<a href=${to}>Let the mock integration answer</a>: without a request template clients get <code>Internal server error</code>.`);
    }
  }
  const stage = stages.find((each) => each.stageName === chosen);
  if (stage && routeKeys.length > 0 && !stage.deploymentId && !stage.autoDeploy) {
    steps.push(html`Create a deployment of the stage ${chosen} through the API: it serves nothing yet.`);
  }
  return steps.length === 0
    ? nothing
    : html`<div class="notice"><h2>What this API still needs</h2><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol></div>`;
}
