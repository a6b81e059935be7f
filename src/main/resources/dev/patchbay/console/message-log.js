import { html, nothing } from './view.js';
import { link } from './router.js';

/** Shows messages, the latest first, and below each one that was sent the way that it took. */
export function messageLog(api, routes, messages, problem) {
  return html`<h2>Messages</h2>
    <p class="hint">${problem
      ? `The gateway shows no way of your messages here: ${problem}`
      : 'Below each message that you send, the gateway shows its way: the route, the integration, the integration response and the template that ran, and how long they took.'}</p>
    <div class="log" role="log" aria-label="Messages">
      ${messages.length === 0 ? html`<p class="hint">Connect and send a message.</p>` : nothing}
      ${messages.map(
        (each) => html`<div class=${each.kind}><small>${each.kind}${each.note ? html`: ${each.note}` : nothing}</small><pre tabindex="0" aria-label=${each.kind}>${each.text}</pre>
          ${each.record ? messageWay(api, routes, each.record) : nothing}</div>`,
      )}
    </div>`;
}

/** The steps of a message, their times, and its failure. */
export function messageWay(api, routes, record) {
  const { routeKey, integrationId, integrationResponseId, integrationResponseKey, templateKey } = record;
  const steps = [
    routeKey ? ['route', routeKey, routes.get(routeKey) && link('apis', api, 'routes', routes.get(routeKey))] : ['no route', ''],
    integrationId && ['integration', integrationId, link('apis', api, 'integrations', integrationId)],
    integrationResponseId && [
      'integration response',
      integrationResponseKey,
      link('apis', api, 'integrations', integrationId, 'responses', integrationResponseId),
    ],
    templateKey && ['template', templateKey],
  ].filter(Boolean);
  return html`<ol class="way">${steps.map(
      ([what, text, href]) => html`<li>${what} ${href ? html`<a href=${href}>${text}</a>` : html`<code>${text}</code>`}</li>`,
    )}</ol>
    ${record.reason ? html`<p class="refusal">${record.reason}</p>` : nothing}
    ${integrationId && !record.answered ? html`<p class="hint">No answer: the route has no route response.</p>` : nothing}
    <p class="hint">status ${record.status}, ${times(record)}</p>`;
}

function times({ micros, integrationStatus }) {
  const total = `${millis(micros.total)} in the gateway`;
  return micros.integration === undefined
    ? total
    : `${total}: request ${millis(micros.request)}, backend ${millis(micros.integration)} (${integrationStatus ? `status ${integrationStatus}` : 'failed'}), response ${millis(micros.response)}`;
}

function millis(micros) {
  return `${(micros / 1000).toFixed(1)} ms`;
}
