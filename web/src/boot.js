// The page of many files: loads the program and tells how far that is.
import { showProgress, start } from "./start.js";
import { vectors } from "./vectors.js";

// The program for this browser. The build puts in the sizes: a server that compresses hides the true one.
const [file, size] = vectors ? ["vanscape.wasm", __PROGRAM_BYTES__] : ["vanscape-plain.wasm", __PLAIN_BYTES__];
const megabytes = (n) => (n / 1e6).toFixed(1);

async function compile() {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: the server answered ${response.status}`);
  count(response.clone());
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

start({ compile, worker: () => new Worker("worker.js"), picture: (name) => name, docs: "docs/" });
