// Every story is shown without a word on the console. What they look like is left in test-results/stories for whoever wants to see.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { open, unhurried } from "./browser.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const results = root + "test-results/stories";

let site;
before(async () => {
  assert.ok(existsSync(root + "bin/stories/vanscape.wasm"), "make stories-page builds them");
  mkdirSync(results, { recursive: true });
  site = await open("bin/stories", unhurried);
});
after(async () => { await site?.close(); });

test("every story is shown", async () => {
  const page = await site.browser.newPage({ viewport: { width: 1280, height: 700 } });
  const said = [];
  page.on("console", (m) => { if (!m.text().includes("GPU stall due to ReadPixels")) said.push(m.text()); });
  page.on("pageerror", (e) => said.push(e.message));
  await page.goto(site.url);
  await page.locator(".story").waitFor();
  const names = await page.locator(".stories nav a").allTextContents();
  assert.ok(names.length > 20);
  for (const name of names) {
    await page.goto("about:blank");
    await page.goto(`${site.url}#${name}`);
    await page.locator(`[data-story="${name}"]`).waitFor();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(100);
      await page.screenshot({ path: `${results}/${name}-${colorScheme}.png` });
    }
    assert.deepEqual(said, [], name);
  }
});
