// The first script of the page of many files: begins to load and compile the program while everything else is on its way, and tells how far that is.
import { showProgress } from "./progress.js";
import { vectors } from "./vectors.js";

// The program for this browser. The build puts in the sizes: a server that compresses hides the true one.
const [file, size] = vectors ? ["vanscape.wasm", __PROGRAM_BYTES__] : ["vanscape-plain.wasm", __PLAIN_BYTES__];
// Counting takes a third of the time of compiling. Where answers come at once, as from the browser's own store, nobody could follow it.
const [visit] = performance.getEntriesByType("navigation");
const near = visit?.responseStart - visit?.requestStart < 20;
const megabytes = (n) => (n / 1e6).toFixed(1);

async function compile() {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: the server answered ${response.status}`);
  if (!near) count(response.clone());
  return WebAssembly.compileStreaming(response);
}

async function count({ body }) {
  let loaded = 0;
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    loaded = Math.min(loaded + value.byteLength, size);
    showProgress(`Loading ${megabytes(loaded)} of ${megabytes(size)} MB`, loaded / size);
  }
}

globalThis.program = compile();
program.catch(() => {}); // page.js tells of it
