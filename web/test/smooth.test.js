// How smooth the page is while the solver runs: frame times, and from input to paint. Times depend on what else the machine does: each is the best of five tries, and
// where not even an empty page keeps the pace of the screen there is nothing to measure.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, text, until, visit } from "./browser.js";

let site, page;
before(async () => {
  site = await open();
  page = await visit(site, { bypassCSP: true }); // a test of the page's content security policy is elsewhere; here measuring functions come in as text
  await page.locator("#speed").selectOption({ label: "0.25×" });
});
after(async () => { await site?.close(); });

const solves = async () => /^Solving/.test(await text(page, "status"));

// Sees to it that the page solves, has frames to show, and is not near its end.
async function solving() {
  const newest = async () => {
    await page.locator("#follow").click();
    await page.waitForTimeout(200); // until it is shown
    return Number(await text(page, "time"));
  };
  if (!(await solves()) || (await newest()) > 15) await page.locator("#run").click();
  await newest();
  await until(page, "time", (s) => Number(s) >= 4 && Number(s) <= 20, 120000);
}

// Repeats a measurement of several numbers until all are within their limits, at most five times. A machine that is too busy before and after is told by skipping the test.
async function bestOfFive(t, limits, measure) {
  const worst = (x) => Math.max(...Object.keys(limits).map((k) => x[k] / limits[k]));
  let best, pace = await emptyPace();
  for (let i = 0; i < 5 && !(best && worst(best) <= 1); i++) {
    const found = await measure();
    if (!best || worst(found) < worst(best)) best = found;
  }
  t.diagnostic(Object.entries(best).map(([k, x]) => `${k} ${x.toFixed(1)} ms`).join(", "));
  if (worst(best) <= 1) return;
  pace = Math.max(pace, await emptyPace());
  if (pace > 18) return t.skip(`the machine is too busy: one frame in twenty of an empty page takes more than ${pace.toFixed(0)} ms`);
  for (const [k, limit] of Object.entries(limits)) assert.ok(best[k] <= limit, `${k} is ${best[k].toFixed(1)} ms, at most ${limit}`);
}

// The time that 95 % of the frames of an empty page stay within.
async function emptyPace() {
  const page = await site.browser.newPage();
  const { p95 } = await frameTimes(page, () => new Promise((resolve) => setTimeout(resolve, 1000)));
  await page.close();
  return p95;
}

// The times between animation frames while act runs in the page.
const frameTimes = (page, act) =>
  page.evaluate(async (source) => {
    const gaps = [];
    let last, going = true;
    const tick = (t) => {
      if (last) gaps.push(t - last);
      last = t;
      if (going) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    await new Function(`return (${source})()`)();
    going = false;
    gaps.sort((a, b) => a - b);
    return { median: gaps[gaps.length >> 1], p95: gaps[Math.floor(0.95 * gaps.length)] };
  }, act.toString());

// Frames of a screen come in whole numbers, told to a tenth of a millisecond: one, and two for one in twenty, is what is asked. Scrubbing draws anew for every frame, beside a
// solver that takes both processors: a third is allowed there for a machine that does something else as well. Surfaces are for a graphics card; where there is none, as in a
// headless browser, the same processors draw them, and two frames may be the rule.
const paces = {
  map: { playing: { median: 16.8, p95: 33.5 }, scrubbing: { median: 16.8, p95: 50.1 } },
  surface: { playing: { median: 33.5, p95: 33.5 }, scrubbing: { median: 33.5, p95: 50.1 } },
};

async function playing() {
  document.getElementById("play").click();
  await new Promise((resolve) => setTimeout(resolve, 2500));
  if (document.getElementById("play").getAttribute("aria-label") === "Hold") document.getElementById("play").click();
}

async function scrubbing() {
  const slider = document.getElementById("time");
  for (let i = 0; i < 120; i++) {
    slider.value = Math.round(9 + 9 * Math.sin(i / 9));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
}

for (const [view, limits] of Object.entries(paces)) {
  test(`plays and scrubs the ${view} at the pace of the screen while the solver runs`, async (t) => {
    await solving();
    await page.locator(`#view-${view}`).click();
    for (const act of [playing, scrubbing]) {
      await page.keyboard.press("Home");
      t.diagnostic(act.name);
      await bestOfFive(t, limits[act.name], () => frameTimes(page, act));
    }
    assert.ok(await solves(), "it still runs");
  });
}

test("paints within 100 ms of an input while the solver runs", async (t) => {
  await solving();
  await page.locator("#view-map").click();
  await bestOfFive(t, { slowest: 100 }, () =>
    page.evaluate(async () => {
      const slider = document.getElementById("time");
      const took = [];
      for (let i = 0; i < 20; i++) {
        const begun = performance.now();
        slider.value = 1 + (i % 2 ? 9 : 0) + (i % 5);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        // Painted means: the pictures have been drawn, which moves the slider's mark, and the frame after that has begun.
        const want = (slider.value / 2).toFixed(2) + "%";
        while (slider.style.getPropertyValue("--at") !== want) await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        took.push(performance.now() - begun);
      }
      took.sort((a, b) => a - b);
      return { slowest: took[17] };
    }),
  );
  assert.ok(await solves(), "it still runs");
});
