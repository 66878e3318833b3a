// The site on a static host, in a folder of it, with and without a network.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { filesOf, sha256 } from "../build/files.js";
import { chromiumOptions, decoded, heard, open, unhurried, until } from "./browser.js";
import { host } from "./host.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const build = join(root, "bin/site");
const scratch = mkdtempSync(join(tmpdir(), "site-"));
const hosts = [];
const on = async (...where) => (hosts.push(await host(...where)), hosts.at(-1));
let site;
before(async () => { site = await open("bin/site", unhurried); });
after(async () => {
  await site?.close();
  for (const from of hosts) await from.close();
  rmSync(scratch, { recursive: true, force: true });
});

// A model that keeps no processor busy.
const quick = "#m=birth-death";
const solved = (page) => until(page, "time", (s) => Number(s) >= 0, 60000);
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: 60000 });

test("two builds are the same byte for byte", () => {
  const again = join(scratch, "again");
  const made = [".git", "bin", "web/dist", "web/node_modules"].map((name) => join(root, name));
  cpSync(root, again, { recursive: true, filter: (path) => !made.includes(path) });
  symlinkSync(join(root, "web/node_modules"), join(again, "web/node_modules"));
  cpSync(join(root, "bin/brotli"), join(again, "bin/brotli"), { recursive: true }); // it packs what it has not seen
  execFileSync("make", ["-o", "web/node_modules/.package-lock.json", "site"], { cwd: again, stdio: "pipe" });
  const sums = (folder) => filesOf(folder).map((name) => `${name} ${sha256(readFileSync(join(folder, name)), "hex")}`);
  assert.deepEqual(sums(join(again, "bin/site")), sums(build));
  for (const name of filesOf(build)) {
    const plain = (ending) => readFileSync(join(build, name.slice(0, -ending.length)));
    if (name.endsWith(".br")) assert.deepEqual(brotliDecompressSync(readFileSync(join(build, name))), plain(".br"));
    if (name.endsWith(".gz")) assert.deepEqual(gunzipSync(readFileSync(join(build, name))), plain(".gz"));
  }
});

test("app serve sends the site packed, with its own answer to a wrong address", async () => {
  const page = heard(await site.browser.newPage());
  const wasm = await page.request.get(`${site.url}vanscape.wasm`, { headers: { "Accept-Encoding": "gzip, br" } });
  assert.equal(wasm.headers()["content-encoding"], "br");
  assert.equal(wasm.headers()["content-type"], "application/wasm");
  const wrong = await page.goto(`${site.url}some/where`);
  assert.equal(wrong.status(), 404);
  assert.equal(await page.locator("h1").textContent(), "There is nothing at this address.");
  assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).display), "grid");
  assert.deepEqual(page.said.filter((line) => !line.includes("404")), []);
  await page.close();
});

test("in a folder of a host: online, and from nothing but the service worker after a restart", async () => {
  const from = await on(build, { path: "/a/b/c/" });
  const profile = join(scratch, "profile");
  const start = () => chromium.launchPersistentContext(profile, chromiumOptions);
  let context = await start();
  let page = heard(await context.newPage());
  await page.goto(from.url + quick);
  await solved(page);
  await kept(page);
  assert.deepEqual(page.said, []);
  assert.ok(page.asked.every((url) => url.startsWith(from.url) || url.startsWith("blob:") || url.startsWith("data:")), page.asked.join());
  assert.deepEqual(from.sent.filter((name) => name.endsWith(".wasm")), ["vanscape.wasm"], "the program is sent once, and no other");
  const icons = JSON.parse(readFileSync(join(build, "manifest.webmanifest"))).icons.filter(({ type }) => type === "image/png");
  for (const { src, sizes } of icons) {
    const { width, height, violet } = await decoded(page, readFileSync(join(build, src)));
    assert.equal(`${width}x${height}`, sizes);
    assert.ok(violet > width * height / 3, src);
  }
  await context.close();
  await from.close();
  for (const name of ["Cache", "Code Cache"]) rmSync(join(profile, "Default", name), { recursive: true, force: true });

  context = await start();
  page = heard(await context.newPage());
  await assert.rejects(fetch(from.url), "the host is gone");
  for (const address of [from.url + quick, `${from.url}index.html?x=1#m=schlogl-1`]) {
    await page.goto(address);
    await solved(page);
  }
  assert.match(await page.locator("#gallery").textContent(), /^Schlögl/);
  await page.locator("#gallery").click();
  await page.waitForFunction(() => [...document.querySelectorAll(".card img")].length >= 15 && [...document.querySelectorAll(".card img")].every((image) => image.naturalWidth === 112));
  assert.deepEqual(page.said, []);
  await context.close();
});

test("a newer version is told of, waits until it is asked for, and leaves the caches of others alone", async () => {
  const newer = join(scratch, "newer");
  cpSync(join(root, "web/dist"), join(scratch, "dist"), { recursive: true });
  writeFileSync(join(scratch, "dist/style.css"), ".page { outline: 1px solid rgb(1, 2, 3) }", { flag: "a" });
  execFileSync("node", ["web/build/site.js", join(scratch, "dist"), newer], { cwd: root });

  const from = await on(build, { path: "/a/" });
  const context = await site.browser.newContext();
  const page = heard(await context.newPage());
  await page.goto(from.url + quick);
  await solved(page);
  await kept(page);
  await page.evaluate(async (url) => {
    for (const name of ["other app", `vanscape ${url}b/ 1`]) await (await caches.open(name)).put("x", new Response("theirs"));
  }, from.url);
  const caches = () => page.evaluate(() => globalThis.caches.keys());
  const outline = () => page.locator(".page").evaluate((element) => getComputedStyle(element).outlineColor);
  const old = await caches();
  assert.equal(old.length, 3);
  assert.equal(await page.locator("[data-testid=update]").count(), 0);

  from.folder = newer;
  await page.reload();
  await until(page, "update", (s) => s.startsWith("A newer version of this page is here."), 60000);
  const second = heard(await context.newPage());
  await second.goto(from.url + quick);
  await until(second, "update", (s) => s.startsWith("A newer version"), 60000);
  assert.notEqual(await outline(), "rgb(1, 2, 3)", "a reload alone changes nothing");
  await page.locator("#update").click();
  await page.waitForFunction(() => document.querySelector(".page") && getComputedStyle(document.querySelector(".page")).outlineColor === "rgb(1, 2, 3)", null, { timeout: 60000 });
  await solved(page);
  assert.equal(await page.locator("[data-testid=update]").count(), 0);
  const now = await caches();
  assert.deepEqual(now.filter((name) => old.includes(name)), ["other app", `vanscape ${from.url}b/ 1`]);
  assert.equal(now.length, 3);
  assert.deepEqual([...page.said, ...second.said], []);
  await context.close();
});

test("a site that cannot be kept whole is used online, and kept when it is whole", async () => {
  const from = await on(build);
  from.broken.add("licences.txt");
  const context = await site.browser.newContext();
  const page = heard(await context.newPage());
  await page.goto(from.url + quick);
  await solved(page);
  await page.evaluate(async () => {
    const wait = () => new Promise((resolve) => setTimeout(resolve, 50));
    while (!(await caches.keys()).length) await wait(); // it has begun
    while (await navigator.serviceWorker.getRegistration()) await wait(); // and given up
  });
  from.broken.clear();
  await page.reload();
  await kept(page);
  assert.deepEqual(page.said, []);
  await context.close();
});
