// Starts the program (Go, compiled to WebAssembly), which is both the page and its worker, and gives the page what it cannot do from Go: workers, the
// line chart, storage and files.
import { address, copyText } from "./address.js";
import { meansChart } from "./chart.js";
import { contourPaths, strokeContours } from "./contours.js";
import { pickFile, saveFile, whenDropped } from "./files.js";
import { frame } from "./frame.js";
import { pixelsOf, pngAddress, recorder, savePNG } from "./pictures.js";
import { showFailure } from "./progress.js";
import { shelf } from "./shelf.js";
import { surface } from "./surface.js";

// go-app asks for these; its own start-up script, which this one replaces, has them too.
globalThis.goappGetenv = () => "";
globalThis.goappNav = () => {};
globalThis.goappOnUpdate = () => {};
globalThis.goappOnAppInstallChange = () => {};

// It would also take the link to the documentation for a page of its own.
addEventListener("click", (event) => { if (event.target.closest("#docs")) event.stopPropagation(); }, true);

// Scripts that are deferred in index.html, as editor.js is, have run by then.
const scripts = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));

// A document may have no storage, as in a sandboxed frame. go-app asks for it all the same.
function provideStorage() {
  try {
    localStorage.length;
  } catch {
    const storage = { length: 0, key: () => null, getItem: () => null, setItem() {}, removeItem() {}, clear() {} };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(globalThis, name, { value: storage });
  }
}

async function run({ compile, worker, picture, docs }) {
  const program = await compile();
  await scripts;
  if (!globalThis.openEditor) throw new Error("editor.js could not be loaded");
  provideStorage();
  globalThis.vanscape = {
    address,
    contourPaths,
    copyText,
    docs,
    editor: openEditor,
    frame: parent === self ? null : frame,
    meansChart,
    pickFile,
    picture,
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
      const fresh = worker();
      fresh.postMessage(program);
      return fresh;
    },
  };
  const go = new Go();
  await go.run(await WebAssembly.instantiate(program, go.importObject));
  throw new Error("the program ended");
}

// Starts it all. A page of many files and one of a single file differ in parts: how they compile() the program, make a worker(), what the address
// of a picture(name) is, and whether there is documentation beside them.
export function start(parts) {
  run(parts).catch((error) => {
    showFailure(`The page could not start: ${error.message ?? error}. Reload it to try again; it needs a browser of 2023 or newer.`);
    console.error(error);
  });
}
