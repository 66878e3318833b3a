// Runs the program in the role of the solver, or of one of its helpers. The first message is the compiled program; everything after that is between Go programs.
if (!globalThis.Go) importScripts("wasm_exec.js"); // in a page of a single file it stands before this script

onmessage = async ({ data: module }) => {
  onmessage = null;
  globalThis.hire = () => {
    try {
      const helper = new Worker(location.href, { name: "helper" });
      helper.postMessage(module);
      return helper;
    } catch {
      return null; // a browser that lets no worker have workers
    }
  };
  const fail = (error) => setTimeout(() => { throw error; }); // outside the promise, so the page hears it as the worker's error
  try {
    const go = new Go();
    await go.run(await WebAssembly.instantiate(module, go.importObject));
    fail(new Error("the solver ended"));
  } catch (error) {
    fail(error);
  }
};
