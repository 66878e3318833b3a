// What a first visit costs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, until } from "./browser.js";

let site;
before(async () => { site = await open(); });
after(async () => { await site?.close(); });

const most = 3e6; // bytes over the network, compressed

test("a first visit transfers at most 3 MB", async (t) => {
  const context = await site.browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  const asked = [];
  page.on("requestfinished", (request) => asked.push(request));
  await page.goto(site.url);
  await until(page, "time", (s) => Number(s) >= 0, 60000);
  const sizes = await Promise.all(asked.map(async (request) => [request.url().slice(site.url.length), (await request.sizes()).responseBodySize]));
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  t.diagnostic(`${total} bytes: ${sizes.map(([name, size]) => `${name} ${size}`).join(", ")}`);
  assert.ok(sizes.some(([name]) => name === "vanscape.wasm"));
  assert.ok(total > 1e6 && total <= most, `${total} bytes`);
  await context.close();
});
