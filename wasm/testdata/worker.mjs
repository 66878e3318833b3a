// Runs the worker's wasm file in Node as a browser would in a web worker, and plays the page. Arguments: wasm_exec.js, the wasm file, and
// a file with the model. Writes one JSON object of what was seen to standard output. The messages are made by hand here, not by
// core/protocol, so this is the other side of its layout.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker, isMainThread, parentPort } from "node:worker_threads";
import { fileURLToPath } from "node:url";

const [exec, file, model, solver] = process.argv.slice(2);
if (isMainThread) await page();
else await worker();

// worker gives the Go program what it finds in a browser's worker.
async function worker() {
  globalThis.postMessage = (buffer, transfer) => parentPort.postMessage(buffer, transfer);
  parentPort.on("message", (data) => globalThis.onmessage({ data }));
  // Node handles up to 1000 messages of one port before it looks at another, where a browser makes every message a task of its own. So
  // the worker's messages to itself would keep others out for seconds.
  globalThis.MessageChannel = class {
    port1 = {};
    port2 = { postMessage: (data) => setImmediate(() => this.port1.onmessage({ data })) };
  };
  createRequire(import.meta.url)(exec);
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(readFileSync(file), go.importObject);
  await go.run(instance);
}

async function page() {
  const begin = performance.now();
  const text = readFileSync(model, "utf8");
  const thread = new Worker(fileURLToPath(import.meta.url), { argv: process.argv.slice(2) });
  const kinds = { Start: 1, Pause: 2, Resume: 3, Stop: 4, Ack: 5, Ready: 6, Started: 7, Progress: 8, Frame: 9, Done: 10, Failed: 11 };
  const names = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [kind, name]));

  function say(kind, body = {}) {
    const json = new TextEncoder().encode(JSON.stringify(body));
    const bytes = new Uint8Array((8 + json.length + 7) & ~7);
    bytes.set([0x56, 0x53, 1, kinds[kind]]);
    new DataView(bytes.buffer).setUint32(4, json.length, true);
    bytes.set(json, 8);
    thread.postMessage(bytes.buffer, [bytes.buffer]);
  }

  // next() resolves with the next message that is not a Progress.
  const waiting = [];
  const arrived = [];
  let progress = 0;
  thread.on("error", (error) => { throw error; });
  thread.on("message", (buffer) => {
    if (!(buffer instanceof ArrayBuffer)) throw new Error("a message is not an ArrayBuffer");
    const view = new DataView(buffer);
    const size = view.getUint32(4, true);
    const message = { name: names[view.getUint8(3)], body: JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, size))), bytes: buffer.byteLength };
    if (message.name === "Progress") return void progress++;
    const taker = waiting.shift();
    if (taker) taker(message);
    else arrived.push(message);
  });
  const next = () => (arrived.length ? Promise.resolve(arrived.shift()) : new Promise((resolve) => waiting.push(resolve)));
  async function want(name) {
    const message = await next();
    if (message.name !== name) throw new Error(`got ${JSON.stringify(message).slice(0, 300)}, want ${name}`);
    return message;
  }

  const seen = {};
  await want("Ready");
  seen.readySeconds = (performance.now() - begin) / 1000;

  // A text that cannot be read.
  say("Start", { Job: 1, Text: "X -> ", Times: [1] });
  seen.failed = (await want("Failed")).body;

  // A run to its end, acknowledged frame by frame.
  let asked = performance.now();
  say("Start", { Job: 2, Text: text, Solver: solver, Times: [0, 0.05, 0.1, 0.15, 0.2, 0.25], Seed: 1, Exact: true });
  seen.started = (await want("Started")).body;
  seen.frames = [];
  for (let i = 0; i < 6; i++) {
    const frame = await want("Frame");
    if (i === 0) seen.firstFrameSeconds = (performance.now() - asked) / 1000;
    seen.frames.push({ index: frame.body.Index, bytes: frame.bytes });
    say("Ack", { Job: 2, Frames: 1 });
  }
  await want("Done");
  seen.runSeconds = (performance.now() - asked) / 1000;

  // Stop in the middle of the work, a few times.
  seen.stopSeconds = [];
  for (let i = 0; i < 5; i++) {
    say("Start", { Job: 3 + i, Text: text, Solver: solver, Times: [1000], Seed: 1, Exact: true });
    await want("Started");
    await new Promise((resolve) => setTimeout(resolve, 50 + 37 * i));
    asked = performance.now();
    say("Stop");
    const done = await want("Done");
    if (!done.body.Stopped) throw new Error("Done without Stopped");
    seen.stopSeconds.push((performance.now() - asked) / 1000);
  }
  seen.progress = progress;
  console.log(JSON.stringify(seen));
  process.exit(0);
}
