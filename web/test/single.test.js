// The page as one file: from disk, and in frames that have no origin, storage or history.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { chromiumOptions, heard, until } from "./browser.js";

const file = fileURLToPath(new URL("../../bin/vanscape.html", import.meta.url));
const most = 3.5e6; // bytes

let browser;
before(async () => { browser = await chromium.launch(chromiumOptions); });
after(async () => { await browser?.close(); });

const solved = (page) => until(page, "time", (s) => Number(s) > 0, 60000);

test("from disk it solves, and asks for nothing but itself", async (t) => {
  const bytes = readFileSync(file).length;
  t.diagnostic(`${bytes} bytes`);
  assert.ok(bytes > 2e6 && bytes <= most, `${bytes} bytes`);
  const page = heard(await browser.newPage());
  await page.goto(`file://${file}#m=birth-death`);
  await solved(page);
  await until(page, "mean-X", (s) => Number(s) > 1);
  await page.locator("#gallery").click();
  await page.waitForFunction(() => [...document.querySelectorAll(".card img")].length >= 15 && [...document.querySelectorAll(".card img")].every((image) => image.naturalWidth === 112));
  await page.locator('[data-model="schlogl-1"]').click();
  await page.waitForFunction(() => location.hash === "#m=schlogl-1");
  await page.reload();
  await solved(page);
  assert.match(await page.locator("#gallery").textContent(), /^Schlögl/);
  assert.deepEqual(page.asked.filter((url) => !url.startsWith("data:") && !url.startsWith("blob:") && !url.startsWith(`file://${file}`)), []);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("in a sandboxed frame it solves, and says nothing of what it has to do without", async () => {
  const page = heard(await browser.newPage());
  const frame = await page.evaluateHandle(async (html) => {
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    frame.src = URL.createObjectURL(new Blob([html], { type: "text/html" })) + "#m=birth-death";
    document.body.append(frame);
    await new Promise((resolve) => { frame.onload = resolve; });
    return frame;
  }, readFileSync(file, "utf8"));
  const inside = await frame.asElement().contentFrame();
  await until(inside, "time", (s) => Number(s) > 0, 60000);
  assert.equal(await inside.evaluate(() => origin), "null");
  await inside.locator("#seed").evaluate((seed) => {
    seed.value = "7";
    seed.dispatchEvent(new Event("input"));
  });
  await inside.locator("#share").evaluate((button) => button.click());
  await until(inside, "share", (s) => s.startsWith("This page has no address of its own"));
  assert.match(await inside.locator("#link").inputValue(), /^#1\.[\w-]+$/);
  assert.deepEqual(page.said, []);
  await page.close();
});
