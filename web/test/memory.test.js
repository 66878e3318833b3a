// Memory of a page that stays open.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { choose, open, visit } from "./browser.js";

let site;
before(async () => { site = await open(); });
after(async () => { await site?.close(); });

// Memory of the processes of the pages, in bytes, after what can be given back is.
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  const browser = await site.browser.newBrowserCDPSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  await browser.detach();
  return processInfo
    .filter((p) => p.type === "renderer")
    .reduce((sum, p) => sum + 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${p.id}/status`, "utf8"))[1]), 0);
}

// Runs the model in the page, where nothing is missed of a run that takes a tenth of a second, until it has finished.
const run = () =>
  new Promise((resolve) => {
    const status = document.getElementById("status");
    let begun = false;
    new MutationObserver((_, observer) => {
      const finished = status.textContent.startsWith("Finished");
      begun ||= !finished;
      if (!begun || !finished) return;
      observer.disconnect();
      resolve();
    }).observe(status, { subtree: true, childList: true, characterData: true });
    document.getElementById("run").click();
  });

test("memory is stable over 20 runs in one page", { skip: process.platform !== "linux" }, async (t) => {
  const page = await visit(site);
  t.after(() => page.close());
  await choose(page, "birth-death");
  const used = [];
  for (let i = 0; i < 26; i++) {
    await page.locator("#seed").fill(String(i + 1));
    await page.evaluate(run);
    if ((i >= 5 && i < 9) || i >= 22) used.push(await memory(page)); // what is made once is there by then
  }
  const mean = (xs) => xs.reduce((a, b) => a + b) / xs.length;
  const [early, late] = [mean(used.slice(0, 4)), mean(used.slice(-4))];
  t.diagnostic(`${(early / 1e6).toFixed(0)} MB, 20 runs later ${(late / 1e6).toFixed(0)} MB`);
  assert.ok(late < 1.1 * early, `memory grew from ${early} to ${late} bytes`);
  assert.deepEqual(page.said, []);
});
