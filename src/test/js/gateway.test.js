// ws, wscat and, where they are installed, websockets and boto3 for Python talk to the gateway of the packaged jar.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-apigatewayv2";
import WebSocket from "ws";

const STARTED = /Clients: +(ws:\S+?)\/execute-api\/[^]*--endpoint-url (http:\S+)/;
const TIMEOUT_MILLIS = 120_000;

let service;
let stage;

before(
  async () => {
    const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : "java";
    const ports = { PATCHBAY_HTTP_PORT: "0", PATCHBAY_MANAGEMENT_PORT: "0", PATCHBAY_GATEWAY_PORT: "0" };
    service = spawn(java, ["-jar", process.env.PATCHBAY_JAR ?? "../patchbay.jar"], { env: { ...process.env, ...ports } });
    const [gateway, endpoint] = await new Promise((resolve, reject) => {
      let seen = "";
      const look = (chunk) => {
        seen += chunk;
        const found = STARTED.exec(seen);
        if (found) {
          resolve(found.slice(1));
        }
      };
      service.stdout.setEncoding("utf8").on("data", look);
      service.stderr.setEncoding("utf8").on("data", look);
      service.on("error", reject).on("exit", () => reject(new Error(`it ended with: ${seen}`)));
    });
    stage = `${gateway}/execute-api/${await api(endpoint)}/prod`;
  },
  { timeout: TIMEOUT_MILLIS },
);

after(async () => {
  if (service.exitCode === null && service.kill()) {
    await once(service, "exit");
  }
});

/** An API whose route ping answers pong. */
async function api(endpoint) {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const client = new sdk.ApiGatewayV2Client({ endpoint, region: "us-east-1", credentials });
  const send = (name, members) => client.send(new sdk[`${name}Command`](members));
  const { ApiId } = await send("CreateApi", {
    Name: "chat",
    ProtocolType: "WEBSOCKET",
    RouteSelectionExpression: "$request.body.action",
  });
  const { IntegrationId } = await send("CreateIntegration", {
    ApiId,
    IntegrationType: "MOCK",
    TemplateSelectionExpression: "200",
    RequestTemplates: { 200: '{"statusCode": 200}' },
  });
  await send("CreateIntegrationResponse", {
    ApiId,
    IntegrationId,
    IntegrationResponseKey: "$default",
    ResponseTemplates: { $default: "pong" },
  });
  const { RouteId } = await send("CreateRoute", { ApiId, RouteKey: "ping", Target: `integrations/${IntegrationId}` });
  await send("CreateRouteResponse", { ApiId, RouteId, RouteResponseKey: "$default" });
  await send("CreateStage", { ApiId, StageName: "prod", AutoDeploy: true });
  return ApiId;
}

test("ws sends, pings and closes", { timeout: TIMEOUT_MILLIS }, async () => {
  const socket = new WebSocket(stage);
  await once(socket, "open");
  assert.equal(socket.extensions, "");
  socket.send('{"action": "ping"}');
  assert.equal(String((await once(socket, "message"))[0]), "pong");
  socket.send('{"action": "nothing"}');
  const { message, connectionId } = JSON.parse((await once(socket, "message"))[0]);
  assert.equal(message, "Forbidden");
  assert.equal(connectionId.length, 20);
  socket.ping("p");
  assert.equal(String((await once(socket, "pong"))[0]), "p");
  socket.close(1000, "bye");
  const [code, reason] = await once(socket, "close");
  assert.deepEqual([code, String(reason)], [1000, "bye"]);
});

test("ws is told that binary messages are refused", { timeout: TIMEOUT_MILLIS }, async () => {
  const socket = new WebSocket(stage);
  await once(socket, "open");
  socket.send(Buffer.from([1, 2]));
  const [code, reason] = await once(socket, "close");
  assert.deepEqual([code, String(reason)], [1003, "Binary is not supported"]);
});

test("wscat sends a message", { timeout: TIMEOUT_MILLIS }, async () => {
  const wscat = spawn("node_modules/.bin/wscat", ["--connect", stage, "--execute", '{"action": "ping"}', "--wait", "2"]);
  let seen = "";
  wscat.stderr.setEncoding("utf8").on("data", (chunk) => (seen += chunk));
  for await (const chunk of wscat.stdout.setEncoding("utf8")) {
    seen += chunk;
  }
  assert.match(seen, /pong/);
});

const CLIENT = `
import sys
from websockets.sync.client import connect
with connect(sys.argv[1]) as socket:
    socket.send('{"action": "ping"}')
    assert socket.recv() == "pong"
`;
const hasWebsockets = spawnSync("python3", ["-c", "import websockets.sync.client"]).status === 0;
const python = { timeout: TIMEOUT_MILLIS, skip: !hasWebsockets && "websockets is not here" };

test("websockets for Python sends a message", python, async () => {
  const run = spawn("python3", ["-c", CLIENT, stage], { stdio: ["ignore", "inherit", "inherit"] });
  const [status] = await once(run, "exit");
  assert.equal(status, 0);
});

const hasBoto3 = spawnSync("python3", ["-c", "import boto3"]).status === 0;
const boto3 = { timeout: TIMEOUT_MILLIS, skip: !hasBoto3 && "boto3 is not here" };

test("boto3 posts to a connection, reads it and ends it", boto3, async () => {
  const socket = new WebSocket(stage);
  await once(socket, "open");
  socket.send('{"action": "nothing"}');
  const { connectionId } = JSON.parse((await once(socket, "message"))[0]);
  const received = once(socket, "message");
  const closed = once(socket, "close");
  const run = spawn("python3", ["connections.py", stage.replace(/^ws/, "http"), connectionId], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [status] = await once(run, "exit");
  assert.equal(status, 0);
  assert.equal(String((await received)[0]), "hello from boto3");
  const [code, reason] = await closed;
  assert.deepEqual([code, String(reason)], [1000, "Connection Closed Normally"]);
});
