// The editor of the model's text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, open, still, text, unhurried, until, visit, write, written } from "./browser.js";

let site;
before(async () => { site = await open("web/dist", unhurried); });
after(async () => { await site?.close(); });

// Waits until the page has read a text.
const reads = (page, text) => page.waitForFunction((text) => JSON.parse(sessionStorage.getItem("vanscape")).Text === text, text);

const model = `species Px = 3, Py
rate = 2
0 -> Px @ rate
Px -> Py @ 1
`;

test("colours words by what they mean", async () => {
  const page = await still(site);
  await write(page, model);
  await until(page, "fault", (s) => s === "2 species, 2 reactions");
  const looks = await page.locator("#text").evaluate((e) =>
    Object.fromEntries([...e.querySelectorAll("[class^=w-]")].map((word) => [word.textContent, word.className])),
  );
  for (const [word, look] of Object.entries({ species: "keyword", Px: "species", Py: "species", rate: "parameter", 3: "number", "->": "mark" })) {
    assert.equal(looks[word], `w-${look}`, word);
  }
  assert.deepEqual(page.said, []);
  await page.close();
});

test("completes species, parameters and functions", async () => {
  const page = await still(site);
  await write(page, model);
  for (const [typed, list, whole] of [["P", ["Px", "Py"], "Px"], [" -> 0 @ ra", ["rate"], "rate"], ["*sq", ["sqrt"], "sqrt"]]) {
    await page.keyboard.type(typed);
    const options = page.locator(".cm-tooltip-autocomplete .cm-completionLabel");
    await options.first().waitFor();
    for (const word of list) assert.ok((await options.allTextContents()).includes(word), `${typed}: ${word}`);
    await page.waitForTimeout(150); // CodeMirror takes no choice that nobody can have read
    await page.keyboard.press("Enter");
    await page.waitForFunction((end) => JSON.parse(sessionStorage.getItem("vanscape")).Text.endsWith(end), whole);
  }
  await page.keyboard.type("(4) # in a comm");
  await until(page, "fault", (s) => s === "2 species, 3 reactions");
  assert.equal(await page.locator(".cm-tooltip-autocomplete").count(), 0);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("underlines an error where it is, in words", async () => {
  const page = await still(site);
  await write(page, model.replace("Py @", "Pz @"));
  await until(page, "fault", (s) => s.startsWith("Line 4, column 7"));
  const wrong = page.locator(".cm-lintRange-error");
  assert.equal(await wrong.textContent(), "Pz");
  await wrong.hover();
  await page.locator(".cm-diagnostic").waitFor();
  assert.match(await page.locator(".cm-diagnostic").textContent(), /^.*"?Pz"? .*\.|\?$/);
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(model);
  await until(page, "fault", (s) => s === "2 species, 2 reactions");
  assert.equal(await wrong.count(), 0);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("undoes, also the choice of another model", async () => {
  const page = await still(site);
  const toggle = await written(page);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("# mine");
  await reads(page, toggle + "# mine");
  await page.keyboard.press("Control+Z");
  await reads(page, toggle);
  await page.keyboard.press("Control+Shift+Z");
  await reads(page, toggle + "# mine");

  await choose(page, "birth-death");
  await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("vanscape")).Text.startsWith("# birth"));
  await page.locator("#text").focus();
  await page.keyboard.press("Control+Z");
  await reads(page, toggle + "# mine");
  await page.close();
});

test("keeps unsaved edits over a reload", async () => {
  const page = await still(site);
  await write(page, "species Q\n0 -> Q @ 1\n# not run");
  await until(page, "fault", (s) => s === "1 species, 1 reaction");
  await page.reload();
  await until(page, "fault", (s) => s === "1 species, 1 reaction");
  assert.equal(await written(page), "species Q\n0 -> Q @ 1\n# not run");
  assert.match(await page.locator("#text").textContent(), /not run/);
  await page.close();
});

test("takes a megabyte and three hundred species, and says so", async () => {
  const page = await still(site);
  await write(page, "a".repeat(70) + "\n" + "# padding of a pasted megabyte\n".repeat(35000));
  const said = await until(page, "fault", (s) => s.includes("1048576"));
  assert.ok(said.length < 200, said);
  let best = Infinity; // of a machine that does other things too
  for (const end of ["x", "xx", "xxx"]) {
    const begun = Date.now();
    await page.keyboard.type("x");
    await page.waitForFunction((end) => JSON.parse(sessionStorage.getItem("vanscape")).Text.endsWith(end), end, { polling: 50 });
    best = Math.min(best, Date.now() - begun);
  }
  assert.ok(best < 4000, `a keystroke took ${best} ms`);

  const names = Array.from({ length: 300 }, (_, i) => `X${i}`);
  await write(page, `species ${names.join(", ")}\n0 -> X0 @ 1\n${names.slice(1).map((name, i) => `X${i} -> ${name} @ 1`).join("\n")}\n`);
  await until(page, "fault", (s) => s === "300 species, 300 reactions");
  await page.locator("#run").click();
  await until(page, "status", (s) => !s.startsWith("Loading"));
  await page.locator("#stop").click();
  await until(page, "status", (s) => s === "Stopped" || s.length > 40, 60000);
  await choose(page, "birth-death");
  await until(page, "status", (s) => s.startsWith("Solving") || s.startsWith("Finished"), 60000);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("runs on Ctrl+Enter, and its keys move nothing else", async () => {
  const page = await visit(site);
  await until(page, "time", (s) => Number(s) >= 0.2);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# a b c");
  assert.equal(await page.locator("#play").getAttribute("aria-label"), "Play");
  await page.keyboard.press("Control+Enter");
  await until(page, "status", (s) => s.startsWith("Solving"));
  assert.equal(await text(page, "fault"), "6 species, 8 reactions");
  await page.close();
});
