// The documentation on the site: its links, its looks, and a landscape that runs in it, online and from nothing but the service worker.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { heard, open, unhurried, until } from "./browser.js";
import { filesOf } from "../build/files.js";
import { host } from "./host.js";

const build = fileURLToPath(new URL("../../bin/site", import.meta.url));
const names = filesOf(`${build}/docs`).filter((name) => name.endsWith(".html"));
let site;
before(async () => { site = await open("bin/site", unhurried); });
after(async () => { await site?.close(); });

test("every link leads somewhere", () => {
  const pages = Object.fromEntries(names.map((name) => [name, readFileSync(`${build}/docs/${name}`, "utf8")]));
  for (const [name, text] of Object.entries(pages)) {
    for (const [, href] of text.matchAll(/ href="([^":]*)"/g)) {
      const [file, place] = href.split("#");
      const target = (file || name).replace(/(^|\/)$|^\.\/$/, "$1index.html").replace(/^\.\//, "");
      const found = pages[target] ?? readFileSync(`${build}/docs/${target}`, "utf8");
      if (place && target in pages) assert.ok(found.includes(` id="${place}"`), `${name}: ${href}`);
    }
  }
  assert.ok(names.length >= 10);
});

test("no page is wider than its window, and axe finds nothing serious", async () => {
  const page = heard(await site.browser.newPage());
  for (const name of names) {
    await page.goto(`${site.url}docs/${name.replace("index.html", "")}`);
    for (const width of [320, 2560]) {
      await page.setViewportSize({ width, height: 100 }); // too low for a landscape to begin
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, name);
    }
    const scheme = { "method.html": "light", "formats.html": "dark" }[name]; // they have all that there is
    if (!scheme) continue;
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(`${axe.source}; 0`);
    const { violations } = await page.evaluate(() => globalThis.axe.run({ exclude: "vanscape-landscape" }, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${name}: ${v.id}: ${v.nodes[0].html}`), []);
  }
  assert.deepEqual(page.said, []);
  await page.close();
});

test("from the page and back, online and offline, with a landscape", async () => {
  const from = await host(build, { path: "/a/", short: true });
  const context = await site.browser.newContext();
  const page = heard(await context.newPage());
  await page.goto(`${from.url}#m=birth-death`);
  await until(page, "time", (s) => Number(s) >= 0, 60000);
  await page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: 60000 });
  await from.close();
  await assert.rejects(fetch(from.url), "the host is gone");

  await page.locator("#docs").click();
  await page.locator("nav").getByText("The method in an hour").click();
  assert.equal(page.url(), `${from.url}docs/method.html`);
  await page.waitForFunction(() => document.querySelector("vanscape-landscape").state?.status === "finished", null, { timeout: 60000 });
  assert.equal(await page.evaluate(() => document.fonts.check("16px Formulas")), true);
  await page.locator("header").getByText("Open the solver").click();
  await until(page, "time", (s) => Number(s) >= 0, 60000);
  assert.equal(page.url().split("#")[0], from.url);
  assert.deepEqual(page.said, []);
  await context.close();
});
