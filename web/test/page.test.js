// The page in a real browser, from the first look to a worker that dies.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { choose, number, open, pixels, text, unhurried, until, visit, write, written } from "./browser.js";

let site;
before(async () => { site = await open("web/dist", unhurried); });
after(async () => { await site?.close(); });

const hasTime = (t) => (s) => Number(s) >= t;
const isRunning = (s) => s.startsWith("Solving");

// Exact mean of Px of the toggle switch at t = 5: from the reference beside the repository, else from this project's own exact solution.
function referenceMean() {
  const file = new URL("../../../shared/reference/toggle-switch.json", import.meta.url);
  if (!existsSync(file)) return 33.265;
  const reference = JSON.parse(readFileSync(file, "utf8"));
  return reference.frames.find((f) => f.t === 5).mean[reference.species.indexOf("Px")];
}

// Sets the shown time's slider, as a drag would.
const scrub = (page, index) =>
  page.locator("#time").evaluate((e, index) => {
    e.value = index;
    e.dispatchEvent(new Event("input", { bubbles: true }));
  }, index);

test("opens, runs by itself and is right at t = 5", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0));
  const early = [await pixels(page, "network"), await pixels(page, "exact")];

  await until(page, "time", hasTime(5.4), 60000);
  assert.notEqual(await pixels(page, "network"), early[0], "the landscape moves");
  assert.notEqual(await pixels(page, "exact"), early[1], "the exact landscape moves");

  await scrub(page, 25);
  await until(page, "time", (s) => s === "5.0");
  const want = referenceMean();
  const got = await number(page, "mean-Px");
  assert.ok(Math.abs(got - want) <= 0.03 * want, `mean of Px at t = 5 is ${got}, exactly ${want}`);
  const exact = await number(page, "exact-mean-Px");
  assert.ok(Math.abs(exact - want) <= 0.003 * want, `exact mean of Px at t = 5 is ${exact}, by the reference ${want}`);
  const distance = await number(page, "hellinger");
  assert.ok(distance <= 0.06, `Hellinger distance ${distance}`);
  await page.locator("#as-formulas").click();
  assert.match(await page.locator("[data-testid=laws] math").first().getAttribute("alttext"), /Gx \+ Gx_off = 1/);
  assert.equal(await text(page, "route"), "finite state projection");

  await page.waitForTimeout(500);
  assert.equal(await text(page, "time"), "5.0", "the past stays while the run goes on");
  await page.locator("#follow").click();
  await until(page, "time", (s) => Number(s) > 5);

  assert.deepEqual(page.said, []);
  for (const asked of page.asked) assert.ok(asked.startsWith(site.url), `asked ${asked}`);
  await page.close();
});

test("tells an error in the text and keeps the picture", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.2));
  const good = await written(page);
  await write(page, good.replace("Px -> 0", "Pz -> 0"));
  const said = await until(page, "fault", (s) => s.includes("Line"));
  assert.match(said, /^Line 7, column 1: .*Pz/);
  assert.ok(await page.locator("#run").isDisabled());
  assert.ok(await page.locator("#network").isVisible());
  await page.locator("#fault button").click();
  await page.keyboard.insertText("Q");
  await until(page, "fault", (s) => s.includes("QPz"));

  for (const noise of ["", "# nothing", "species X", "@".repeat(10000)]) {
    await write(page, noise);
    await until(page, "fault", (s) => s.length > 10 && !s.includes("6 species"));
    assert.ok((await text(page, "fault")).length < 300, "one sentence");
  }
  await write(page, good);
  await until(page, "fault", (s) => s.includes("6 species, 8 reactions"));
  assert.ok(await page.locator("#run").isEnabled());
  assert.deepEqual(page.said, []);
  await page.close();
});

test("notices a worker that breaks or falls silent, and starts another", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.2));
  await page.workers()[0].evaluate(() => { setTimeout(() => { throw new Error("broken by the test"); }); });
  await until(page, "status", (s) => s.includes("broken by the test"));
  await page.locator("#run").click();
  await until(page, "status", isRunning);
  await until(page, "time", hasTime(0.2));

  await page.workers()[0].evaluate(() => { self.close(); });
  await until(page, "status", (s) => s.includes("fell silent"), 40000);
  await page.locator("#run").click();
  await until(page, "status", isRunning);
  await page.close();
});

test("moves another architecture by another method", async () => {
  const page = await visit(site);
  await choose(page, "birth-death");
  await page.locator(".fold summary").click();
  await page.locator("#arch").selectOption("gru");
  await until(page, "method", (s) => s === "Settings: policy-gradient, gru");
  await page.locator("#method").selectOption("natural-gradient");
  await until(page, "method", (s) => s === "Settings: natural-gradient, gru");
  await page.locator("#run").click();
  await until(page, "time", (s) => Number(s) < 2);
  await until(page, "time", (s) => Number(s) >= 10, 60000);
  const distance = await number(page, "hellinger");
  assert.ok(distance <= 0.15, `Hellinger distance ${distance}`);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("ends at the steady law", async () => {
  const page = await visit(site);
  await choose(page, "birth-death");
  await page.locator("#horizon").fill("3000");
  await page.locator(".fold summary").click();
  await page.locator("#steady").fill("soon");
  await until(page, "status", (s) => s.startsWith("The change at which"));
  assert.ok(await page.locator("#run").isDisabled());
  await page.locator("#steady").fill("1e-4");
  await page.locator("#run").click();
  const status = await until(page, "status", (s) => /Steady at t = \d+\. Finished in /.test(s), 60000);
  const t = Number(/Steady at t = (\d+)/.exec(status)[1]);
  await until(page, "time", (s) => Number(s) === t); // the picture glides there
  assert.ok(t > 300 && t < 2000, `steady at ${t}`);
  assert.match(await page.locator("#steadiness").textContent(), /The law is steady at t = \d+: since t = \d+ it has changed by/);
  const mean = await number(page, "mean-X");
  assert.ok(Math.abs(mean - 10) < 0.1, `mean ${mean}`);
  await page.close();
});

test("answers questions while it solves, and afterwards", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.4));
  await scrub(page, 2);
  await until(page, "time", (s) => s === "0.4");
  await page.locator("#question").fill("P(Px > 10 && Py < 25)");
  await page.keyboard.press("Enter");
  await until(page, "value", (s) => s !== "");
  const [value, exact] = [await number(page, "value"), await number(page, "exact-value")];
  assert.ok(exact > 0.5 && exact < 1 && Math.abs(value - exact) < 0.01, `${value}, exactly ${exact}`);
  assert.match(await text(page, "status"), /^Solving/, "it still runs");

  // The question follows the time that is shown.
  await scrub(page, 1);
  await until(page, "time", (s) => s === "0.2");
  await until(page, "value", (s) => Math.abs(Number(s) - value) > 0.05);

  await page.locator("#stop").click();
  await until(page, "status", (s) => s === "Stopped");
  const field = await page.locator("#network").boundingBox();
  await page.locator("#network").click({ position: { x: field.width / 2, y: field.height / 2 } });
  const answer = await until(page, "answer", (s) => /^ln p\(Px = \d+, Py = \d+\) = -\d/.test(s));
  assert.equal(await page.locator("#question").inputValue(), answer.split(" = -")[0]);

  await page.locator("#question").fill("P(Px > 10");
  await page.locator("#ask").click();
  await until(page, "answer", (s) => s === 'Column 10: A ")" is missing before the end of the text, for the "(" at line 1, column 2.');
  await page.locator(".examples button").last().click(); // H
  await until(page, "answer", (s) => /^H = \d.* nats/.test(s));

  await page.locator("#draws").fill("250");
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#draw").click()]);
  assert.equal(file.suggestedFilename(), "toggle-switch-t0_2.csv");
  const lines = readFileSync(await file.path(), "utf8").trim().split("\n");
  assert.equal(lines[0], "t,Gx,Gy,Gx_off,Gy_off,Px,Py,ln_p");
  const rows = lines.slice(1).map((line) => line.split(",").map(Number));
  assert.equal(rows.length, 250);
  for (const [t, gx, , gxOff, , , , ln] of rows) assert.ok(t === 0.2 && gx + gxOff === 1 && ln < 0);
  const mean = rows.reduce((sum, row) => sum + row[5], 0) / 250;
  const want = await number(page, "mean-Px");
  assert.ok(Math.abs(mean - want) < 5 * Math.sqrt(want / 250), `250 samples have the mean ${mean}, the law ${want}`);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("shows another pair without solving again, and moves through time by keyboard", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.6));
  const before = Number(await text(page, "time"));
  await page.locator("#pair-x").selectOption("Gy");
  // The choice goes over to the picture when its law has come.
  const pair = () => page.evaluate(() => [document.getElementById("pair-x").value, document.getElementById("pair-y").value, document.getElementById("network").getAttribute("aria-label")]);
  const shows = (x, y) => page.waitForFunction(([x, y]) => {
    const label = document.getElementById("network").getAttribute("aria-label");
    return document.getElementById("pair-x").value === x && label.includes(` ${x} and `) && label.endsWith(` ${y}`);
  }, [x, y], { timeout: 30000 });
  await shows("Gy", "Py");
  assert.ok(Number(await text(page, "time")) >= before, `the run began anew: ${await pair()}`);
  assert.match(await text(page, "status"), /^Solving/);

  await page.locator("#stop").click();
  await until(page, "status", (s) => s === "Stopped");
  await scrub(page, 0);
  await until(page, "time", (s) => s === "0.0");
  await page.waitForTimeout(300);
  const start = [await pixels(page, "network"), await pixels(page, "exact")];
  await scrub(page, 2);
  await page.waitForTimeout(300);
  assert.notEqual(await pixels(page, "network"), start[0], "every frame has the new pair");
  assert.notEqual(await pixels(page, "exact"), start[1], "exactly, too");
  await page.locator("#pair-y").selectOption("Px");
  await shows("Gy", "Px");
  assert.equal(await text(page, "status"), "Stopped");

  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Home");
  await until(page, "time", (s) => s === "0.0");
  await page.keyboard.press("ArrowRight");
  await until(page, "time", (s) => s === "0.2");
  await page.keyboard.press("ArrowLeft");
  await until(page, "time", (s) => s === "0.0");
  await page.keyboard.press("End");
  const end = await until(page, "time", (s) => Number(s) >= 0.6);
  await page.evaluate(() => {
    const time = document.querySelector("[data-testid=time]");
    window.shown = [];
    new MutationObserver(() => window.shown.push(time.textContent)).observe(time, { subtree: true, childList: true, characterData: true });
  });
  await page.keyboard.press("Space"); // from the start to the end again, which may take a moment only
  await page.waitForFunction((end) => window.shown.some((s) => Number(s) < Number(end)) && window.shown.at(-1) === end, end);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("names every control, and fits from 360 px to 1920 px", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.2));
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, textarea, canvas, progress, [role=img]")]
      .filter((e) => !e.parentElement.closest("[role=img]") && !e.closest("[aria-hidden=true]")) // what a picture is made of has no name of its own
      .filter((e) => !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length))
      .map((e) => e.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(nameless, []);
  for (const [width, height] of [[360, 740], [768, 1024], [1000, 700], [1279, 720], [1280, 720], [1366, 650], [1366, 768], [1920, 1080]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(300);
    const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
    assert.ok(size[0] <= width, `${width} px: the page is ${size[0]} px wide`);
    if (width >= 1280) assert.ok(size[1] <= height, `${width} x ${height}: the page is ${size[1]} px high`);
    const { height: line } = await page.locator("#status").boundingBox();
    assert.ok(line < 24, `${width} x ${height}: the state of the run has a line of ${line} px`);
    const cut = await page.evaluate(() => [".top", ".pictures .heading", ".readout .rows", ".timebar"].filter((s) => [...document.querySelectorAll(s)].some((e) => e.scrollWidth > e.clientWidth)));
    assert.deepEqual(cut, [], `${width} x ${height}: wider than their place`);
    for (const id of ["run", "stop", "play"]) assert.ok(await page.locator(`#${id}`).isVisible(), `${width} px: ${id}`);
    const field = await page.locator("#network").boundingBox();
    assert.ok(field.width > 200 && field.height > 200, `${width} x ${height}: the landscape is ${field.width} x ${field.height}`);
  }
  assert.deepEqual(page.said, []);
  await page.close();
});

test("shows a model of one species, and of none that can be drawn", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.2));
  await choose(page, "birth-death");
  await page.getByText("Law of X").waitFor();
  await until(page, "mean-X", (s) => Number(s) > 0);
  assert.ok(await page.locator("#exact").isHidden());
  // X -> 2 X explodes: a sentence instead of a wrong picture.
  await write(page, "species X = 1\nX -> 2 X @ 1\n");
  await page.locator("#run").click();
  await until(page, "status", (s) => /count limit of X|grows/.test(s), 60000);
  assert.ok(await page.locator("#run").isEnabled());
  assert.deepEqual(page.said, []);
  await page.close();
});

test("says what could not be loaded, and loads it on the next try", async () => {
  const page = await site.browser.newPage();
  await page.route("**/vanscape.wasm", (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto(site.url);
  await page.getByText("The page could not start: vanscape.wasm: the server answered 503").waitFor();
  await page.unroute("**/vanscape.wasm");

  let broken = true;
  await page.route("**/worker.js", (route) => (broken ? route.fulfill({ status: 503, body: "" }) : route.continue()));
  await page.goto(site.url);
  await until(page, "status", (s) => s.includes("The solver broke off"));
  broken = false;
  await page.locator("#run").click();
  await until(page, "time", hasTime(0));
  await page.close();
});
