// Loads the page's two programs (Go, compiled to WebAssembly), tells how far that is, and gives the page what it cannot do from Go: a worker with
// the compiled solver, the line chart, storage and files. __PAGE_BYTES__ and __SOLVER_BYTES__ are put in by the build: a server that compresses hides the true size.
import { meansChart } from "./chart.js";
import { contourPaths, strokeContours } from "./contours.js";
import { pickFile, saveFile, whenDropped } from "./files.js";
import { pixelsOf, pngAddress, recorder, savePNG } from "./pictures.js";
import { shelf } from "./shelf.js";
import { surface } from "./surface.js";

// go-app asks for these; its own start-up script, which this one replaces, has them too.
globalThis.goappGetenv = () => "";
globalThis.goappNav = () => {};
globalThis.goappOnUpdate = () => {};
globalThis.goappOnAppInstallChange = () => {};

const sizes = { "page.wasm": __PAGE_BYTES__, "solver.wasm": __SOLVER_BYTES__ };
const loaded = {};
let failed = false; // the loader shows an error, which progress must not cover

const megabytes = (n) => (n / 1e6).toFixed(1);

function showProgress() {
  const bar = document.getElementById("boot-bar");
  if (!bar || failed) return; // the page is up and has replaced it; the solver may still be on its way
  const total = Object.values(sizes).reduce((a, b) => a + b);
  const done = Math.min(Object.values(loaded).reduce((a, b) => a + b, 0), total);
  bar.max = total;
  bar.value = done;
  document.getElementById("boot-text").textContent = `Loading ${megabytes(done)} of ${megabytes(total)} MB`;
}

async function compile(name) {
  loaded[name] = 0;
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, out) {
        loaded[name] += chunk.byteLength;
        showProgress();
        out.enqueue(chunk);
      },
    }),
  );
  return WebAssembly.compileStreaming(new Response(counted, { headers: { "Content-Type": "application/wasm" } }));
}

async function start() {
  let solver = compile("solver.wasm");
  solver.catch(() => {}); // told where it is needed
  globalThis.vanscape = {
    contourPaths,
    meansChart,
    pickFile,
    pixelsOf,
    pngAddress,
    recorder,
    saveFile,
    savePNG,
    shelf,
    strokeContours,
    surface,
    whenDropped,
    // A fresh worker. It gets the compiled solver as its first message, so a restart neither loads nor compiles again.
    // What could not be loaded is asked for again.
    worker() {
      solver = solver.catch(() => compile("solver.wasm"));
      const worker = new Worker("worker.js");
      solver.then(
        (module) => worker.postMessage(module),
        (error) => worker.dispatchEvent(new ErrorEvent("error", { message: String(error.message ?? error) })),
      );
      return worker;
    },
  };
  const go = new Go();
  const page = await compile("page.wasm");
  await go.run(await WebAssembly.instantiate(page, go.importObject));
  throw new Error("the program ended");
}

start().catch((error) => {
  failed = true;
  const text = document.getElementById("boot-text") ?? document.getElementById("status");
  if (text) text.textContent = `The page could not start: ${error.message ?? error}. Reload it to try again; it needs a browser of 2023 or newer.`;
  console.error(error);
});
