// Loads the program (Go, compiled to WebAssembly), which is both the page and its worker, tells how far that is, and gives the page what it cannot do
// from Go: workers, the line chart, storage and files.
import { address, copyText } from "./address.js";
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

// The smallest module with a vector in it: a function that returns four zeros.
const vectors = WebAssembly.validate(
  Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, /* () -> v128 */ 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, /* i32x4.splat(0) */ 10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x11, 0x0b),
);
// The program for this browser. The build puts in the sizes: a server that compresses hides the true one.
const [file, size] = vectors ? ["vanscape.wasm", __PROGRAM_BYTES__] : ["vanscape-plain.wasm", __PLAIN_BYTES__];
let failed = false; // the loader shows an error, which progress must not cover

const megabytes = (n) => (n / 1e6).toFixed(1);

function showProgress(bytes) {
  const bar = document.getElementById("boot-bar");
  if (!bar || failed) return;
  const done = Math.min(bytes, size);
  bar.max = size;
  bar.value = done;
  document.getElementById("boot-text").textContent = `Loading ${megabytes(done)} of ${megabytes(size)} MB`;
}

async function compile(name) {
  let loaded = 0;
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, out) {
        loaded += chunk.byteLength;
        showProgress(loaded);
        out.enqueue(chunk);
      },
    }),
  );
  return WebAssembly.compileStreaming(new Response(counted, { headers: { "Content-Type": "application/wasm" } }));
}

// Scripts that are deferred in index.html, as editor.js is, have run by then.
const scripts = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));

async function start() {
  const program = await compile(file);
  await scripts;
  if (!globalThis.openEditor) throw new Error("editor.js could not be loaded");
  globalThis.vanscape = {
    address,
    contourPaths,
    copyText,
    editor: openEditor,
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
    // A fresh worker. It gets the compiled program as its first message, so a restart neither loads nor compiles again.
    worker() {
      const worker = new Worker("worker.js");
      worker.postMessage(program);
      return worker;
    },
  };
  const go = new Go();
  await go.run(await WebAssembly.instantiate(program, go.importObject));
  throw new Error("the program ended");
}

start().catch((error) => {
  failed = true;
  const text = document.getElementById("boot-text") ?? document.getElementById("status");
  if (text) text.textContent = `The page could not start: ${error.message ?? error}. Reload it to try again; it needs a browser of 2023 or newer.`;
  console.error(error);
});
