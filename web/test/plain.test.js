// The program for a WebAssembly without vectors: in Node and in the page, where V8 has none.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { number, open, until, visit } from "./browser.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const without = "--no-enable-sse4-1"; // which V8 needs for vectors

let site;
before(async () => { site = await open("web/dist", [`--js-flags=${without}`]); });
after(async () => { await site?.close(); });

test("has the numbers of the program with vectors, to the last bit", () => {
  const model = join(mkdtempSync(join(tmpdir(), "vanscape-")), "model.txt");
  writeFileSync(model, "species Gx = 1, Gx_off, Px\nGx -> Gx + Px @ 50\nPx -> 0 @ 1\n2 Px + Gx <-> Gx_off @ 1e-4, 0.1\n");
  const run = (flags, program) => {
    const files = ["wasm/testdata/worker.mjs", "web/dist/wasm_exec.js", `web/dist/${program}`].map((name) => root + name);
    const seen = execFileSync(process.execPath, [...flags, ...files, model, "van"], { stdio: ["ignore", "pipe", "pipe"] });
    return JSON.parse(seen).frames.map((f) => f.mean);
  };
  const plain = run([without], "vanscape-plain.wasm");
  assert.deepEqual(plain, run([], "vanscape.wasm"));
  assert.ok(plain.length === 6 && plain[5][2] > 0);
  assert.throws(() => run([without], "vanscape.wasm"), /CompileError/);
});

test("solves the toggle switch on the page", async () => {
  const page = await visit(site);
  await until(page, "time", (s) => Number(s) >= 0.1, 60000);
  assert.deepEqual(page.asked.filter((url) => url.endsWith(".wasm")), [`${site.url}vanscape-plain.wasm`]);
  assert.ok((await number(page, "hellinger")) < 0.1);
  assert.deepEqual(page.said, []);
  await page.close();
});
