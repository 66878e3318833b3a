// The pictures: their views, what they are compared with, the time bar, and a page that is pushed around.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { decoded, number, open, pixels, text, until, visit } from "./browser.js";

const hasTime = (t) => (s) => Number(s) >= t;

let site, still; // a page whose run of the toggle switch was stopped in the middle of its way
before(async () => {
  site = await open();
  still = await visit(site, { hasTouch: true });
  await until(still, "time", hasTime(1.4), 120000);
  await still.locator("#stop").click();
  await until(still, "status", (s) => s === "Stopped");
  await still.waitForTimeout(300);
});
after(async () => { await site?.close(); });

// What a browser without a graphics card says of itself when the test looks at its pixels.
const quiet = (page) => page.said.filter((s) => !s.includes("GPU stall due to ReadPixels"));

// How many different colours a canvas shows, of a sample of its pixels.
const colours = (page, id) =>
  page.evaluate((id) => {
    const canvas = document.getElementById(id);
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => {
      const context = copy.getContext("2d");
      context.drawImage(canvas, 0, 0);
      const all = new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
      resolve(new Set(all.filter((c, i) => i % 7 === 0 && c >>> 24 === 255)).size);
    })));
  }, id);

// Waits until a canvas shows more than so many colours.
async function shows(page, id, most) {
  let seen;
  for (let i = 0; i < 60; i++) {
    if ((seen = await colours(page, id)) > most) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`${id} shows ${seen} colours`);
}

// Waits until a canvas has changed from what it showed, and returns its pixels.
async function changed(page, id, from) {
  for (let i = 0; i < 100; i++) {
    const now = await pixels(page, id);
    if (now !== from) return now;
    await page.waitForTimeout(50);
  }
  throw new Error(`${id} has not changed`);
}

test("shows the joint law as map, surface and stills", async () => {
  const page = still;
  let now = await pixels(page, "network");
  for (const change of [
    () => page.locator("#contours").uncheck(),
    () => page.locator("#palette").selectOption("cividis"),
    () => page.locator("#scale").selectOption("p"),
    () => page.locator("#scale").selectOption("−ln p"),
  ]) {
    await change();
    now = await changed(page, "network", now);
  }

  // The surface turns by keys, which then do not step through time, and by dragging.
  const time = await text(page, "time");
  await page.locator("#scale").selectOption("log p"); // the colours of −ln p
  await page.locator("#palette").selectOption("viridis");
  now = await changed(page, "network", now);
  await page.locator("#view-surface").click();
  now = await changed(page, "network", now);
  assert.ok((await page.locator("#network-surface").isVisible()) && (await page.locator("#exact-surface").isVisible()));
  await page.locator("#network").focus();
  for (const key of ["ArrowLeft", "ArrowUp", "ArrowRight", "Home"]) {
    await page.keyboard.press(key);
    now = await changed(page, "network", now);
  }
  assert.equal(await text(page, "time"), time);
  const box = await page.locator("#exact").boundingBox();
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 150, box.y + 110, { steps: 5 });
  await page.mouse.up();
  await changed(page, "network", now); // both turn together

  await page.locator("#view-stills").click();
  await page.locator("#moments").fill("0.2, 0.6, 1.2");
  await page.waitForTimeout(200);
  const stills = await pixels(page, "stills");
  assert.match(await page.locator("#stills").getAttribute("aria-label"), /0\.20+, 0\.60+, 1\.20*$/);
  await shows(page, "stills", 50);
  await page.locator("#moments").fill("soon");
  await until(page, "probe", (s) => s === "“soon” is no time from 0 to 40.");
  await page.locator("#moments").fill("0.4");
  await changed(page, "stills", stills);
  assert.equal(await text(page, "probe"), "");
  assert.deepEqual(quiet(page), []);
});

test("a surface has the colours of the map", async () => {
  const page = still;
  await page.locator("#view-surface").click();
  await page.waitForTimeout(500);
  const seen = await decoded(page, await page.locator("#network-surface").screenshot());
  assert.ok(seen.violet > 500 && seen.green > 30, JSON.stringify(seen));
});

test("compares with the exact means, the rate equation and simulations, with what each is worth", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.6), 60000);
  assert.match(await text(page, "with-exact-worth"), /^\d+\s?\d+ states, lost mass \S+$/);
  await page.locator("#with-rates").click();
  await until(page, "with-rates-worth", (s) => s === "no noise");
  await page.locator("#with-runs").click();
  await until(page, "with-runs-worth", (s) => /^300 runs, standard error \d/.test(s), 60000);
  assert.match(await text(page, "status"), /^(Solving|Paused|Finished)/, "the run goes on");
  const lines = () => page.locator("#means canvas").evaluate((c) => c.toDataURL().length);
  const all = await lines();
  await page.locator("#with-runs").click();
  await page.waitForTimeout(200);
  assert.ok((await lines()) < all, "the simulations are gone");
  assert.equal(await page.locator("[data-testid=with-runs-worth]").count(), 0);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("shows one species over time as a kymograph, and goes to a time at a click", async () => {
  const page = still;
  await page.locator("#view-film").click();
  await shows(page, "film", 8);
  await shows(page, "film-exact", 8);
  assert.equal(await page.locator("#film").getAttribute("aria-label"), "Law of Px over time: Neural network");
  const film = await pixels(page, "film");
  await page.locator("#film-species").selectOption("Gx");
  await changed(page, "film", film);
  const box = await page.locator("#film").boundingBox();
  await page.mouse.click(box.x + 50, box.y + 30); // at the left edge
  await until(page, "time", (s) => Number(s) < 0.7);
  await page.locator("#view-means").click();
  await page.locator("#means canvas").waitFor();
  assert.deepEqual(quiet(page), []);
});

test("steps, loops and scrubs by mouse and touch", async () => {
  const page = still;
  await page.locator("body").press("Home");
  await until(page, "time", (s) => s === "0.0");
  await page.locator("#forth").click();
  await page.locator("#forth").click();
  await until(page, "time", (s) => s === "0.4");
  await page.locator("#back").click();
  await until(page, "time", (s) => s === "0.2");

  await page.locator("#loop").click();
  await page.locator('#loop[aria-pressed="true"]').waitFor();
  await page.locator("#play").click();
  await until(page, "time", (s) => Number(s) >= 1);
  await until(page, "time", (s) => Number(s) <= 0.2);
  await until(page, "time", (s) => Number(s) >= 1);
  await page.locator("#play").click();
  await page.locator("#loop").click();

  const box = await page.locator("#time").boundingBox();
  await page.mouse.move(box.x + 10, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await until(page, "time", (s) => Number(s) < 1);
  await page.touchscreen.tap(box.x + 3, box.y + box.height / 2);
  await until(page, "time", (s) => s === "0.0");
  assert.deepEqual(quiet(page), []);
});

// A browser draws nothing for a tab that is not seen. The run goes on, and the newest picture is there as soon as it is.
test("computes while the tab is in the background", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.2), 60000);
  await page.evaluate(() => {
    const draw = window.requestAnimationFrame;
    const held = [];
    window.requestAnimationFrame = (fn) => { held.push(fn); return 0; };
    window.comeBack = () => {
      window.requestAnimationFrame = draw;
      held.forEach((fn) => draw.call(window, fn));
    };
  });
  const reached = (s) => Number(/t = ([\d.]+)/.exec(s)?.[1]);
  const from = reached(await text(page, "status"));
  await until(page, "status", (s) => reached(s) > from + 1, 120000);
  await page.evaluate(() => window.comeBack());
  await until(page, "time", hasTime(from + 0.8));
  assert.deepEqual(page.said, []);
  await page.close();
});

test("draws nothing while nothing changes", async () => {
  const page = still;
  await page.waitForTimeout(500);
  const drawn = await page.evaluate(async () => {
    let frames = 0;
    const draw = window.requestAnimationFrame;
    window.requestAnimationFrame = (fn) => { frames++; return draw.call(window, fn); };
    await new Promise((resolve) => setTimeout(resolve, 1500));
    window.requestAnimationFrame = draw;
    return frames;
  });
  assert.equal(drawn, 0);
});

test("survives ten quick runs and stops, resizing and rotating", async () => {
  const page = await visit(site);
  await until(page, "time", hasTime(0.2), 60000);
  for (let i = 0; i < 10; i++) {
    await page.evaluate(() => document.getElementById("run").click());
    await page.evaluate(() => document.getElementById("stop").click());
  }
  for (let i = 0; i < 10; i++) await page.locator("#run").click();
  await until(page, "status", (s) => s.startsWith("Solving"), 60000);
  assert.equal(page.workers().length, 1);
  for (const [width, height] of [[740, 360], [360, 740], [1366, 768], [320, 568], [2560, 1440], [1366, 768]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(150);
  }
  await until(page, "time", hasTime(0.4), 60000);
  await shows(page, "network", 30);
  const [box, canvas] = await page.locator("#network").evaluate((c) => [c.clientWidth * devicePixelRatio, c.width]);
  assert.ok(Math.abs(box - canvas) <= 1, `the picture is ${canvas} px wide in ${box}`);
  assert.deepEqual(page.said, []);
  await page.close();
});

// A browser that enlarges a page to 200 % gives it half as many pixels: 683 x 384 is a laptop.
test("fits from 320 px to 2560 px, also enlarged to 200 %, in every view", async () => {
  const page = still;
  await page.locator("#with-rates").click();
  for (const [width, height] of [[320, 568], [683, 384], [960, 540], [1280, 720], [2560, 1440]]) {
    await page.setViewportSize({ width, height });
    for (const view of ["map", "surface", "stills"]) {
      await page.locator(`#view-${view}`).click();
      await page.waitForTimeout(120);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${view} at ${width} px: the page is ${wide} px wide`);
    }
  }
  assert.deepEqual(quiet(page), []);
});
