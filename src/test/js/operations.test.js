// The AWS SDK for JavaScript and boto3 send each operation to the packaged jar; operations.json has the calls.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-apigatewayv2";

const ANNOUNCEMENT = /listens on (\S+) and signs for everyone\./;
const TIMEOUT_MILLIS = 120_000;
const OPERATIONS = 103;

const steps = JSON.parse(readFileSync("operations.json", "utf8"));
let provider;
let address;

before(
  async () => {
    const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : "java";
    const options = ["-jar", "../patchbay.jar", "provider", "--port", "0", "--states-port", "0"];
    provider = spawn(java, options, { stdio: ["ignore", "ignore", "pipe"] });
    address = await new Promise((resolve, reject) => {
      let seen = "";
      provider.stderr.setEncoding("utf8").on("data", (chunk) => {
        seen += chunk;
        const found = ANNOUNCEMENT.exec(seen);
        if (found) {
          resolve(found[1]);
        }
      });
      provider.on("error", reject).on("exit", () => reject(new Error(`it ended with: ${seen}`)));
    });
  },
  { timeout: TIMEOUT_MILLIS },
);

after(async () => {
  if (provider.exitCode === null && provider.kill()) {
    await once(provider, "exit");
  }
});

/** The value with the results of earlier calls in it. */
function filled(value, results) {
  if (typeof value === "string") {
    return value.replace(/\$\{(.+?)}/g, (all, place) => place.split(".").reduce((in_, name) => in_[name], results));
  }
  if (Array.isArray(value)) {
    return value.map((each) => filled(each, results));
  }
  return value && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, results)]))
    : value;
}

function check(found, expected, place) {
  if (expected && typeof expected === "object" && Object.keys(expected).length > 0) {
    if (Array.isArray(expected)) {
      assert.equal(found.length, expected.length, place);
    }
    Object.entries(expected).forEach(([key, each]) => check(found[key], each, `${place}.${key}`));
  } else {
    assert.deepEqual(found, expected, place);
  }
}

test("every operation is in the calls", () => {
  assert.equal(new Set(steps.map((step) => step.call)).size, OPERATIONS);
});

test("the SDK for JavaScript sends every operation", { timeout: TIMEOUT_MILLIS }, async () => {
  const client = new sdk.ApiGatewayV2Client({
    endpoint: address,
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    maxAttempts: 1,
  });
  const results = { run: "javascript" };
  for (const step of steps) {
    const command = new sdk[`${step.call}Command`](filled(step.with, results));
    if (step.refused) {
      await assert.rejects(client.send(command), { name: step.refused });
    } else {
      const answer = await client.send(command);
      Object.entries(step.has ?? {}).forEach(([key, each]) => check(answer[key], each, `${step.call}.${key}`));
      results[step.as] = answer;
    }
  }
});

const hasBoto3 = spawnSync("python3", ["-c", "import boto3"]).status === 0;

test("boto3 sends every operation", { timeout: TIMEOUT_MILLIS, skip: !hasBoto3 && "boto3 is not here" }, async () => {
  const run = spawn("python3", ["operations.py", address], { stdio: ["ignore", "inherit", "inherit"] });
  const [status] = await once(run, "exit");
  assert.equal(status, 0);
});
