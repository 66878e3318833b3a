// The page of many files: loads the program and tells how far that is.
import { showProgress, start } from "./start.js";
import { vectors } from "./vectors.js";

// The program for this browser. The build puts in the sizes: a server that compresses hides the true one.
const [file, size] = vectors ? ["vanscape.wasm", __PROGRAM_BYTES__] : ["vanscape-plain.wasm", __PLAIN_BYTES__];
const megabytes = (n) => (n / 1e6).toFixed(1);

async function compile() {
  let loaded = 0;
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: the server answered ${response.status}`);
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, out) {
        loaded = Math.min(loaded + chunk.byteLength, size);
        showProgress(`Loading ${megabytes(loaded)} of ${megabytes(size)} MB`, loaded / size);
        out.enqueue(chunk);
      },
    }),
  );
  return WebAssembly.compileStreaming(new Response(counted, { headers: { "Content-Type": "application/wasm" } }));
}

start({ compile, worker: () => new Worker("worker.js"), picture: (name) => name, docs: "docs/" });
