// One job on several workers, in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, text, until, visit } from "./browser.js";

let site;
before(async () => { site = await open(); });
after(async () => { await site?.close(); });

// Runs the toggle switch for a short time. Resolves to what the page says of it.
async function run(page, workers) {
  await page.locator("#workers").fill(workers);
  await page.locator("#horizon").fill("0.15");
  await page.locator("#run").click();
  if (workers > 1) await until(page, "facts", (s) => s.includes(`${workers} workers`), 60000);
  await until(page, "status", (s) => s.startsWith("Finished"), 120000);
  await until(page, "time", (s) => Number(s) === 0.15); // the pictures follow a moment later
  return Promise.all(["mean-Px", "sd-Px", "sd-Py"].map((id) => text(page, id)));
}

test("two workers share the steps and find what one finds", async () => {
  const page = await visit(site);
  await page.locator("summary", { hasText: "Settings" }).click();
  const alone = await run(page, "1");
  const shared = await run(page, "2");
  assert.deepEqual(shared, alone);
  assert.deepEqual(page.said, []);
  await page.close();
});
