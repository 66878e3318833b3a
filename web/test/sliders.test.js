// Sliders made from the model.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, number, open, pixels, still, text, until, visit, write, written } from "./browser.js";

let site;
before(async () => { site = await open(); });
after(async () => { await site?.close(); });

const hasTime = (t) => (s) => Number(s) >= t;

test("solve again at once, at the time that is shown, with the result before as a ghost", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(1.4));
  await page.locator("#time").evaluate((e) => {
    e.value = 5;
    e.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await until(page, "time", (s) => s === "1.0");
  const before = await number(page, "mean-Px");
  assert.equal(await page.locator("#ghost").count(), 0);
  const places = await page.locator(".sliders input[type=range]").evaluateAll((all) => all.map((e) => e.value));
  assert.ok(places.length > 2 && places.every((p) => p === "120"), `each begins in its middle: ${places}`);

  await page.locator("#slide-s").focus();
  await page.keyboard.press("PageUp");
  await until(page, "time", (s) => s === "0.0");
  await until(page, "time", (s) => s === "1.0", 60000);
  assert.match(await written(page), /^s = \d+(\.\d)?; b = 1e-4/m);
  await until(page, "mean-Px", (s) => Number(s) > 1.3 * before, 5000);
  await page.waitForTimeout(500);
  assert.equal(await text(page, "time"), "1.0", "it stays at the time that was shown");
  assert.match(await page.locator("#ghost").textContent(), /^before: s = \d/);

  const canvas = () => page.locator("#means canvas").evaluate((e) => e.toDataURL());
  await page.locator("#stop").click();
  await until(page, "status", (s) => s === "Stopped");
  assert.match(await text(page, "ghost-lines"), /^before: s = \d/);
  const drawn = await canvas(), map = await pixels(page, "network");
  await page.locator("#ghost").click();
  await page.waitForFunction((drawn) => document.querySelector("#means canvas").toDataURL() !== drawn, drawn);
  assert.equal(await page.locator("#ghost").getAttribute("aria-pressed"), "false");
  await page.locator('[data-testid="ghost-lines"]').waitFor({ state: "detached" });
  assert.notEqual(await pixels(page, "network"), map, "its lines leave the map");
  assert.deepEqual(page.said, []);
  await page.close();
});

test("take typed values and ends, and refuse what is none with a sentence", async () => {
  const page = await visit(site);
  await choose(page, "birth-death");
  await until(page, "mean-X", (s) => Number(s) >= 0);
  const good = await written(page);
  for (const [typed, said] of [["abc", /^For birth "abc" is not a number: type one such as 50 or 1e-4\.$/], ["1e400", /^For birth 1e400 is too large a number/], ["", /^For birth a number is missing/]]) {
    await page.locator("#value-birth").fill(typed);
    assert.match(await until(page, "fault-birth", (s) => said.test(s)), said);
    assert.equal(await page.locator("#value-birth").inputValue(), typed, "what was typed stays");
    assert.equal(await written(page), good, "the model stays");
  }
  await page.locator("#value-birth").fill("0.2");
  await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("vanscape")).Text.includes("birth = 0.2;"));
  assert.equal(await page.locator(".slider .fault").count(), 0);
  await until(page, "mean-X", (s) => Number(s) > 12, 30000); // towards 20, not 10

  await page.locator("#low-birth").fill("2");
  await page.locator("#low-birth").blur();
  await until(page, "fault-birth", (s) => s === "For birth the lower end must lie below the upper one, 1.");
  await page.locator("#low-birth").fill("0.1");
  await page.locator("#low-birth").press("Enter");
  await page.waitForFunction(() => !document.querySelector(".slider .fault"));
  await page.locator("#slide-birth").press("Home");
  await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("vanscape")).Text.includes("birth = 0.1;"));
  assert.deepEqual(page.said, []);
  await page.close();
});

test("follow the text", async () => {
  const page = await still(site);
  await write(page, "species X\nfast = 2; slow = 2*0.1\n0 -> X @ fast\nX -> 0 @ slow\n");
  await until(page, "fault", (s) => s === "1 species, 2 reactions");
  assert.deepEqual(await page.locator(".slider label").allTextContents(), ["fast"]);
  await write(page, "species X\n0 -> X @ 2\nX -> 0 @ 1\n");
  await page.getByText("This text has no parameter to move").waitFor();
  await page.close();
});
