// Runs the worker's wasm file in Node as a browser would in a web worker, and plays the page. Arguments: wasm_exec.js, the wasm file, and
// a file with the model. Writes one JSON object of what was seen to standard output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker, isMainThread, parentPort } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import { head, read, start } from "./protocol.mjs";

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
  const post = ({ bytes }) => {
    const { buffer } = new Uint8Array(bytes);
    thread.postMessage(buffer, [buffer]);
  };
  const query = (job, id, frame, question) => post(head("Query").int(job).int(id).int(frame).text("text").text(question).text("").text("").int(0).int(0).int(0).int(0));

  // next() resolves with the next message that is not a Progress.
  const waiting = [];
  const arrived = [];
  let progress = 0;
  thread.on("error", (error) => { throw error; });
  thread.on("message", (buffer) => {
    if (!(buffer instanceof ArrayBuffer)) throw new Error("a message is not an ArrayBuffer");
    const message = read(buffer);
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
  post(start(1, "X -> ", solver, [1]));
  seen.failed = (await want("Failed")).body;

  // A run to its end, acknowledged frame by frame.
  let asked = performance.now();
  post(start(2, text, solver, [0, 0.05, 0.1, 0.15, 0.2, 0.25]));
  seen.started = (await want("Started")).body;
  seen.frames = [];
  for (let i = 0; i < 6; i++) {
    const frame = await want("Frame");
    if (i === 0) seen.firstFrameSeconds = (performance.now() - asked) / 1000;
    seen.frames.push({ ...frame.body, bytes: frame.bytes });
    post(head("Ack").int(2).int(1));
  }
  await want("Done");
  seen.runSeconds = (performance.now() - asked) / 1000;

  // Ask afterwards, about every frame.
  seen.answers = [];
  for (let i = 0; i < 6; i++) {
    query(2, i, i, "E(Px)");
    seen.answers.push((await want("Answer")).body);
  }

  // Ask, and stop, in the middle of the work, a few times.
  seen.stopSeconds = [];
  seen.answerSeconds = [];
  for (let i = 0; i < 5; i++) {
    post(start(3 + i, text, solver, [0, 1000]));
    await want("Started");
    await want("Frame");
    await new Promise((resolve) => setTimeout(resolve, 50 + 37 * i));
    asked = performance.now();
    query(3 + i, 7, 0, "P(Px < 1 && Gx == 1)");
    const { body } = await want("Answer");
    if (body.failed || body.id !== 7 || !(body.value > 0.9)) throw new Error(`answered ${JSON.stringify(body)}`);
    seen.answerSeconds.push((performance.now() - asked) / 1000);
    asked = performance.now();
    post(head("Stop"));
    const done = await want("Done");
    if (!done.body.stopped) throw new Error("Done without Stopped");
    seen.stopSeconds.push((performance.now() - asked) / 1000);
  }
  seen.progress = progress;
  console.log(JSON.stringify(seen));
  process.exit(0);
}
