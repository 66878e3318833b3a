// The page of a single file: everything is in it, the program packed by brotli and written in base64. The build puts in the worker's script as __WORKER__
// and the pictures, by name, as __PICTURES__.
import { decompress } from "brotli/decompress";
import { showProgress } from "./progress.js";
import { start } from "./start.js";
import { vectors } from "./vectors.js";

const pictures = __PICTURES__;
const worker = URL.createObjectURL(new Blob([__WORKER__], { type: "text/javascript" }));

async function compile() {
  if (!vectors) throw new Error("this browser lacks the vector instructions of WebAssembly, without which only the page on a server can do");
  await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve)); // the program stands last
  showProgress("Unpacking", 0.3);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))); // so that it is seen
  const packed = document.getElementById("program");
  const bytes = decompress(Uint8Array.from(atob(packed.textContent), (c) => c.charCodeAt(0)), Number(packed.dataset.bytes));
  packed.remove();
  showProgress("Starting", 0.8);
  return WebAssembly.compile(bytes);
}

start({ compile, worker: () => new Worker(worker), picture: (name) => pictures[name] });
