// Links and the gallery.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, open, still, text, unhurried, until, visit, write, written } from "./browser.js";

let site;
before(async () => { site = await open("web/dist", unhurried); });
after(async () => { await site?.close(); });

// Opens a link in a browser that has never seen the page.
async function fresh(link) {
  const context = await site.browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  page.said = [];
  page.on("console", (m) => page.said.push(`${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => page.said.push(`error: ${e.message}`));
  await page.goto(link);
  return page;
}

const model = "# mine\nspecies A = 20, B\nk = 2; u = 0.5\nA -> B @ k\nB -> A @ u\n";

test("a link opened in another browser shows the same", async () => {
  const page = await still(site);
  await write(page, model);
  await page.locator("#horizon").fill("1");
  await page.locator("#seed").fill("7");
  await page.locator(".fold summary").click();
  await page.locator("#samples").fill("300");
  await page.locator("#run").click();
  await until(page, "status", (s) => s.startsWith("Finished"), 60000);
  await page.locator("#scale").selectOption("1");
  await page.locator("#palette").selectOption("1");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Home");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await until(page, "time", (s) => s === "0.015");
  await page.locator("#share").click();
  const link = await page.locator("#link").inputValue();
  assert.ok(link.startsWith(`${site.url}#1.`) && !link.includes("?") && link.length < 500, link);
  assert.equal(page.url(), link);
  await until(page, "share", (s) => /^(Copied|Copy the link): whoever opens/.test(s));

  const other = await fresh(link);
  await until(other, "time", (s) => s === "0.015", 60000);
  assert.equal(await written(other), model);
  assert.equal(await other.locator("#horizon").inputValue(), "1");
  assert.equal(await other.locator("#seed").inputValue(), "7");
  await other.locator(".fold summary").click();
  assert.equal(await other.locator("#samples").inputValue(), "300");
  assert.equal(await other.locator("#scale").inputValue(), "1");
  assert.equal(await other.locator("#palette").inputValue(), "1");
  assert.equal(await other.locator("#gallery").textContent(), "Own model");
  await until(other, "status", (s) => s.startsWith("Finished"), 60000);
  await other.waitForTimeout(300);
  assert.equal(await text(other, "time"), "0.015", "it stays at the time of the link");
  assert.equal(await text(other, "mean-A"), await text(page, "mean-A"));
  const picture = (p) => p.locator("#network").getAttribute("aria-label");
  assert.equal(await picture(other), await picture(page), "the same picture");
  assert.deepEqual(page.said, []);
  assert.deepEqual(other.said, []);
  await page.close();
  await other.close();
});

test("a model of the gallery has a link by its name, and a reload stays", async () => {
  const page = await visit(site);
  await until(page, "time", (s) => Number(s) >= 0);
  assert.equal(new URL(page.url()).hash, "", "a fresh page has a bare address");
  await choose(page, "birth-death");
  await page.waitForFunction(() => location.hash === "#m=birth-death");
  await page.evaluate(() => { location.hash = "#m=schlogl-1"; });
  await page.waitForFunction(() => document.getElementById("gallery").textContent.startsWith("Schlögl"));
  await write(page, "species Q\n0 -> Q @ 1\n");
  await page.waitForFunction(() => location.hash.startsWith("#1."));
  await page.reload();
  await until(page, "fault", (s) => s === "1 species, 1 reaction");
  assert.deepEqual(page.said, []);
  await page.close();
});

test("a link that is cut in half says so and opens the gallery", async () => {
  const page = await still(site);
  await write(page, model);
  await page.locator("#share").click();
  const link = await page.locator("#link").inputValue();
  await page.close();
  for (const bad of [link.slice(0, site.url.length + 1 + (link.length - site.url.length) / 2), `${site.url}#m=toggle-sw`, `${site.url}#nothing`, `${site.url}#2.abc`]) {
    const other = await fresh(bad);
    const said = await until(other, "link-fault", (s) => s.length > 20);
    assert.ok(/^[^.]+\. Choose a model here\.$/.test(said), said);
    assert.ok(await other.locator("#models").evaluate((e) => e.open));
    assert.deepEqual(other.said, []);
    await other.close();
  }
});

test("after a broken link a model of the gallery is chosen and shown", async () => {
  const page = await fresh(`${site.url}#nothing`);
  await page.locator('[data-model="birth-death"]').click();
  await until(page, "mean-X", (s) => Number(s) >= 0, 60000);
  assert.equal(await page.locator("[data-testid=link-fault]").count(), 0);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("a text too long for a link says what to do instead", async () => {
  const page = await still(site);
  let noise = "";
  for (let i = 0; noise.length < 200000; i++) noise += `# ${((i * 2654435761) >>> 0).toString(36)}${((i * i * 40503) >>> 0).toString(36)}\n`;
  await write(page, noise);
  await until(page, "fault", (s) => s.includes("empty"));
  await page.locator("#share").click();
  await until(page, "share", (s) => s === "The text is too long for a link: Save run keeps it in a file instead.");
  await page.close();
});

test("the gallery is searched by word and left by Escape", async () => {
  const page = await still(site);
  await page.locator("#gallery").click();
  await page.waitForFunction(() => document.getElementById("models").open);
  assert.ok((await page.locator(".card").count()) >= 15);
  const drawn = await page.locator(".card img").evaluateAll(async (all) => {
    await Promise.all(all.map((img) => img.decode()));
    return all.every((img) => img.naturalWidth === 112);
  });
  assert.ok(drawn, "every model has a picture");
  await page.locator("#search").fill("cascade hill");
  await until(page, "models-found", (s) => s === "1 model");
  assert.match(await page.locator(".card").textContent(), /^Hill cascade of 15 species/);
  await page.locator("#search").fill("xyzzy");
  await until(page, "models-found", (s) => s.startsWith("No model has all these words"));
  await page.keyboard.press("Escape"); // empties the search
  await until(page, "models-found", (s) => s.endsWith(" models"));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.getElementById("models").open);
  assert.equal(await page.evaluate(() => document.activeElement.id), "gallery");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("models").open);
  await page.locator("#models-close").click();
  await page.waitForFunction(() => !document.getElementById("models").open);
  assert.deepEqual(page.said, []);
  await page.close();
});
