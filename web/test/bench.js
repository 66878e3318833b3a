// Times the solver in headless Chromium: with one worker and with several, a run of each in turn, then with the most of them to the horizon. Prints
// two tables. Arguments: numbers of workers, 1 among them.
import { execFileSync } from "node:child_process";
import { read, start } from "../../wasm/testdata/protocol.mjs";
import { open } from "./browser.js";

const counts = process.argv.slice(2).map(Number);
const rounds = 3;
const runs = { "toggle-switch": 10, "cascade-linear": 3, "cascade-feedback": 2 }; // until when: long enough for a browser to have made its best of the program
const whole = { "toggle-switch": 40, "early-life-V1": 8, epidemic: 20, "autoregulation-1": 10, "gene-expression": 3600, "cascade-linear": 10, "cascade-hill": 1, "cascade-feedback": 10 };

// Runs a job in a fresh worker. Resolves to the bytes of its last message. Its helpers are ready before the job begins, and the browser keeps what it
// has made of the program, as from the second job of a page on.
async function job({ warm, start }) {
  const worker = new Worker("worker.js");
  worker.postMessage((globalThis.program ??= await WebAssembly.compileStreaming(fetch("vanscape.wasm"))));
  const next = (done) => new Promise((resolve, reject) => {
    worker.onerror = (e) => reject(new Error(e.message));
    worker.onmessage = ({ data }) => done(new Uint8Array(data)[3]) && resolve([...new Uint8Array(data)]);
  });
  const post = (bytes) => worker.postMessage(new Uint8Array(bytes).buffer);
  const [ready, done, failed] = [6, 10, 11];
  await next((kind) => kind === ready);
  post(warm);
  await next((kind) => kind === done || kind === failed);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  post(start);
  const last = await next((kind) => kind === done || kind === failed);
  worker.terminate();
  return last;
}

const median = (x) => x.toSorted((a, b) => a - b)[x.length >> 1];

const site = await open();
const page = await site.browser.newPage();
await page.goto(`${site.url}licences.txt`); // of the same origin, and still

// Seconds of the solver for a model of the gallery until a time.
async function solver(model, until, workers) {
  const text = execFileSync("bin/vanscape", ["convert", model], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const how = { exact: false, estimate: "never", workers };
  const bytes = await page.evaluate(job, { warm: start(1, text, "van", [until / 1000], how).bytes, start: start(2, text, "van", [until], how).bytes });
  const { name, body } = read(new Uint8Array(bytes).buffer);
  if (name !== "Done") throw new Error(`${model}: ${JSON.stringify(body)}`);
  return body.solver;
}

const row = (model, until, seconds, more) => console.log(`${model.padEnd(18)} ${String(until).padEnd(7)}  ${seconds.map((s) => `${s.toFixed(2)} s`.padStart(10)).join(" ")}   ${more}`);

console.log(`${"model".padEnd(18)} until t  ${counts.map((n) => `${n} workers`.padStart(10)).join(" ")}   times as fast`);
for (const [model, until] of Object.entries(runs)) {
  const seconds = counts.map(() => []);
  for (let round = -1; round < rounds; round++) { // the first is not counted: the browser still compiles
    for (const [k, workers] of counts.entries()) {
      const took = await solver(model, until, workers);
      if (round >= 0) seconds[k].push(took);
    }
  }
  const alone = median(seconds[counts.indexOf(1)]);
  row(model, until, seconds.map(median), seconds.map((s) => (alone / median(s)).toFixed(2)).join("  "));
}
console.log("to the horizon");
for (const [model, until] of Object.entries(whole)) row(model, until, [await solver(model, until, Math.max(...counts))], "");
await site.close();
