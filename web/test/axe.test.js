// axe-core on the states of the page: nothing serious in any of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { choose, open, unhurried, until, visit, write } from "./browser.js";

let site;
before(async () => { site = await open("web/dist", unhurried); });
after(async () => { await site?.close(); });

async function check(page, state) {
  await page.evaluate(`${axe.source}; 0`);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(serious.map((v) => `${state}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(" | ")}`), []);
}

for (const [scheme, width, height] of [["dark", 1366, 768], ["light", 360, 740]]) {
  test(`${scheme}, ${width} px`, async () => {
    const page = await visit(site, { colorScheme: scheme, viewport: { width, height } });
    await until(page, "time", (s) => Number(s) >= 0, 60000);
    await check(page, "running");

    await page.locator("#view-surface").click();
    await check(page, "surface");
    await page.locator("#view-stills").click();
    await page.locator("#view-film").click();
    await check(page, "stills and kymograph");
    await page.locator("#take-away").click();
    await page.locator("#take-csv").waitFor();
    await check(page, "take away");
    await page.locator("#takeaway-close").click();

    await page.locator("#as-formulas").click();
    await check(page, "formulas");
    await page.locator("#as-text").click();

    await page.locator(".fold summary").click();
    await page.locator("#samples").fill("many");
    await page.locator("#value-s").fill("abc");
    await page.locator("#share").click();
    await page.locator("#link").waitFor();
    await check(page, "settings and a slider with faults, a link");
    await page.locator("#value-s").fill("50");
    await page.locator("#samples").fill("");

    await write(page, "species X\nX -> Y @ 1\n");
    await until(page, "fault", (s) => s.startsWith("Line 2"));
    await check(page, "an error in the text");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("X");
    await page.keyboard.press("Control+Space");
    await check(page, "completion");
    await page.keyboard.press("Escape");

    await page.locator("#gallery").click();
    await page.locator(".card").first().waitFor();
    await check(page, "gallery");
    await page.keyboard.press("Escape");

    await choose(page, "birth-death");
    await until(page, "status", (s) => s.startsWith("Finished"), 60000);
    await check(page, "one species, finished");
    await page.close();
  });
}

test("a broken link", async () => {
  const page = await visit({ ...site, url: `${site.url}#1.abc` });
  await until(page, "link-fault", (s) => s.length > 20);
  await check(page, "a broken link");
  await page.close();
});
