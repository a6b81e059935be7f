// The recipe of the guide to contracts verifies the consumer's contract against the packaged jar in contract mode.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";

const CONTRACT = "pacts/my-consumer-patchbay.json";
const ANNOUNCEMENT = /listens on (\S+) and signs for everyone\. States: (\S+)\.\n/;
// Far above the seconds that a start and a verification take on a busy machine.
const TIMEOUT_MILLIS = 120_000;

let provider;
let recipe;

before(
  async () => {
    const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : "java";
    const options = ["-jar", "../patchbay.jar", "provider", "--port", "0", "--states-port", "0"];
    provider = spawn(java, options, { stdio: ["ignore", "ignore", "pipe"] });
    const [, service, states] = await announcement(provider);
    recipe = snippet()
      .replace("http://127.0.0.1:8180", service)
      .replace("port: 8180", `port: ${new URL(service).port}`)
      .replace("http://127.0.0.1:8181/provider-states", states);
  },
  { timeout: TIMEOUT_MILLIS },
);

after(async () => {
  if (provider.exitCode === null && provider.kill()) {
    await once(provider, "exit");
  }
});

function announcement(process) {
  return new Promise((resolve, reject) => {
    let seen = "";
    process.stderr.setEncoding("utf8").on("data", (chunk) => {
      seen += chunk;
      const found = ANNOUNCEMENT.exec(seen);
      if (found) {
        resolve(found);
      }
    });
    process.on("error", reject).on("exit", () => reject(new Error(`it ended with: ${seen}`)));
  });
}

/** The text between the marks of the guide, without the fence. */
function snippet() {
  const guide = readFileSync("../../src/site/markdown/contracts.md", "utf8");
  const found = /<!-- pact-js -->\n```js\n(.*?)```\n<!-- \/pact-js -->/s.exec(guide);
  assert.ok(found, "the recipe is not in the guide");
  return found[1];
}

/** Runs the recipe as a program in a directory of its own, and answers its status and output. */
async function verify(name, contract) {
  const directory = `runs/${name}`;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(`${directory}/pacts`, { recursive: true });
  writeFileSync(`${directory}/${CONTRACT}`, contract);
  writeFileSync(`${directory}/recipe.js`, recipe);
  const run = spawn(process.execPath, ["recipe.js"], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, messages, [status]] = await Promise.all([text(run.stdout), text(run.stderr), once(run, "exit")]);
  return { status, output: output + messages };
}

test("the service keeps the contract", { timeout: TIMEOUT_MILLIS }, async () => {
  const { status, output } = await verify("kept", readFileSync(CONTRACT, "utf8"));
  console.log(output);
  assert.equal(status, 0);
  assert.match(output, /generates a message which/);
});

test("a contract that the service does not keep fails", { timeout: TIMEOUT_MILLIS }, async () => {
  const contract = readFileSync(CONTRACT, "utf8");
  const spoiled = contract.replace('"status": 409', '"status": 200').replaceAll(/"no such order"/g, '"none"');
  assert.notEqual(spoiled, contract);
  const { status, output } = await verify("spoiled", spoiled);
  assert.notEqual(status, 0);
  assert.match(output, /expected 200 but was 409/);
  assert.match(output, /Expected 'no such order' \(String\) to be equal to 'none' \(String\)/);
});
