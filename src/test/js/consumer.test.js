// A consumer built on the AWS SDK for JavaScript writes down what it relies on.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { before, test } from "node:test";
import {
  ApiGatewayV2Client,
  ConflictException,
  NotFoundException,
  TooManyRequestsException,
  UpdateIntegrationResponseCommand,
} from "@aws-sdk/client-apigatewayv2";
import { MatchersV3, PactV4 } from "@pact-foundation/pact";

const { includes, like, regex } = MatchersV3;

const JSON_TYPE = regex("^application/json( *;.*)?$", "application/json");
const WHOLE_SECONDS = "^[1-9][0-9]*$";
const IDS = { ApiId: "a1b2c3d4e5", IntegrationId: "i1i1i1i", IntegrationResponseId: "r1r1r1r" };

// Pact's own matcher for values of states takes any path, so that the SDK could ask for any.
const RESPONSE = {
  ...regex(
    "^/v2/apis/[a-z0-9]+/integrations/[a-z0-9]+/integrationresponses/[a-z0-9]+$",
    `/v2/apis/${IDS.ApiId}/integrations/${IDS.IntegrationId}/integrationresponses/${IDS.IntegrationResponseId}`,
  ),
  "pact:generator:type": "ProviderState",
  expression: "/v2/apis/${apiId}/integrations/${integrationId}/integrationresponses/${integrationResponseId}",
};

const CHANGE = { templateSelectionExpression: "$default" };

const pact = new PactV4({
  consumer: "my-consumer",
  provider: "patchbay",
  dir: "pacts",
  host: "127.0.0.1",
  logLevel: "warn",
});

// Pact adds to a file that is there.
before(() => rmSync("pacts", { recursive: true, force: true }));

/** One exchange: states, the members that are sent, the answer, and what the consumer makes of it. */
function exchange(description, states, members, answer, check) {
  const asked = states.reduce(
    (interaction, [state, parameters]) => interaction.given(state, parameters),
    pact.addInteraction(),
  );
  return asked
    .uponReceiving(description)
    .withRequest("PATCH", RESPONSE, (request) => request.headers({ "Content-Type": JSON_TYPE }).jsonBody(members))
    .willRespondWith(answer.status, (response) =>
      response.headers({ "Content-Type": JSON_TYPE, ...answer.headers }).jsonBody(answer.body),
    )
    .executeTest((server) => check((sent) => update(server.url, sent)));
}

/** In one attempt: what the SDK tries again is not what the contract tells. */
async function update(endpoint, members) {
  const client = new ApiGatewayV2Client({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    maxAttempts: 1,
  });
  try {
    return await client.send(
      new UpdateIntegrationResponseCommand({
        ...IDS,
        ...Object.fromEntries(Object.entries(members).map(([name, value]) => [capitalized(name), value])),
      }),
    );
  } finally {
    client.destroy();
  }
}

const capitalized = (name) => name[0].toUpperCase() + name.slice(1);

const error = (status, type, body, headers = {}) => ({
  status,
  headers: { "X-Amzn-ErrorType": regex(`^${type}(:.*)?$`, type), ...headers },
  body,
});

function refused(description, states, answer, type, check) {
  return exchange(description, states, CHANGE, answer, (send) =>
    assert.rejects(send(CHANGE), (thrown) => {
      assert.ok(thrown instanceof type, String(thrown));
      assert.equal(thrown.$metadata.httpStatusCode, answer.status);
      assert.equal(thrown.$metadata.attempts, 1);
      check(thrown);
      return true;
    }),
  );
}

test("an update answers the complete resource", () => {
  const sent = { ...CHANGE, responseTemplates: { "text/plain": "new" } };
  const kept = { integrationResponseKey: "/201/", responseTemplates: { "application/json": "replaced" } };
  const changed = {
    ...CHANGE,
    integrationResponseKey: "/201/",
    responseTemplates: { "text/plain": "new" },
  };
  return exchange(
    "an update of a member and of a template",
    [["an integration response", kept]],
    sent,
    { status: 200, headers: {}, body: { ...changed, integrationResponseId: like(IDS.IntegrationResponseId) } },
    async (send) => {
      const answer = await send(sent);
      assert.equal(answer.IntegrationResponseId, IDS.IntegrationResponseId);
      assert.equal(answer.IntegrationResponseKey, changed.integrationResponseKey);
      assert.equal(answer.TemplateSelectionExpression, changed.templateSelectionExpression);
      assert.deepEqual(answer.ResponseTemplates, changed.responseTemplates);
    },
  );
});

test("what is not there is not found", () =>
  refused(
    "an update of an unknown integration response",
    [["no integration response"]],
    error(404, "NotFoundException", {
      message: includes("identifier specified"),
      resourceType: "IntegrationResponse",
    }),
    NotFoundException,
    (thrown) => assert.equal(thrown.ResourceType, "IntegrationResponse"),
  ));

test("a lost race is a conflict that says that another try may succeed", () =>
  refused(
    "an update that is overtaken",
    [
      ["an integration response"],
      ["the next write is overtaken by a concurrent modification", { times: "once" }],
    ],
    error(409, "ConflictException", { message: includes("try again later") }),
    ConflictException,
    (thrown) => assert.match(thrown.message, /try again later/),
  ));

test("a throttled account is told when to come back", () =>
  refused(
    "an update by a throttled account",
    [["an integration response"], ["the account is throttled", { seconds: 5 }]],
    error(
      429,
      "TooManyRequestsException",
      { limitType: like("RequestRatePerAccount"), message: like("Too Many Requests") },
      { "Retry-After": regex(WHOLE_SECONDS, "2") },
    ),
    TooManyRequestsException,
    (thrown) => {
      assert.equal(thrown.LimitType, "RequestRatePerAccount");
      assert.equal(thrown.$response.headers["retry-after"], "2");
    },
  ));

test("a client of the WebSocket API is told that an order is not there", () =>
  pact
    .addAsynchronousInteraction()
    .given("an integration", { integrationType: "HTTP" })
    .given("an integration response", {
      integrationResponseKey: "/4\\d\\d/",
      responseTemplates: {
        "application/json": '{"reason": $input.json("$.error"), "on": "$context.connectionId"}',
      },
    })
    .given("a reply of the backend", {
      statusCode: 404,
      body: '{"error":"no such order"}',
      context: { connectionId: "c-1=" },
    })
    .expectsToReceive("a frame for an order that is not there", (frame) =>
      frame.withJSONContent({ reason: "no such order", on: like("c-1=") }),
    )
    .executeTest(async (message) => {
      assert.equal(message.contents.content.reason, "no such order");
    }));
