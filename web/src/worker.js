// Runs the program in the role of the solver. The first message is the compiled program; everything after that is between the Go program and the page.
importScripts("wasm_exec.js");

onmessage = async ({ data: module }) => {
  onmessage = null;
  const fail = (error) => setTimeout(() => { throw error; }); // outside the promise, so the page hears it as the worker's error
  try {
    const go = new Go();
    await go.run(await WebAssembly.instantiate(module, go.importObject));
    fail(new Error("the solver ended"));
  } catch (error) {
    fail(error);
  }
};
