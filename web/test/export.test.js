// What can be taken away, opened again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { decoded, open, text, unhurried, until, visit, written } from "./browser.js";

let site, page;
const taken = {};

// One stopped run for all tests, with everything taken from it.
before(async () => {
  site = await open("web/dist", unhurried);
  page = await visit(site);
  await until(page, "time", (s) => Number(s) >= 1, 120000);
  await page.locator("#stop").click();
  await until(page, "status", (s) => s === "Stopped");
  await page.waitForTimeout(300);
  await page.locator("#speed").selectOption({ label: "0.25×" });
  await page.locator("#with-rates").click();
  await until(page, "with-rates-worth", (s) => s === "no noise");
  await page.locator("#take-away").click();
});
after(async () => { await site?.close(); });

async function take(id, timeout = 60000) {
  if (taken[id]) return taken[id];
  const download = page.waitForEvent("download", { timeout });
  await page.locator(`#take-${id}`).click();
  const file = await download;
  taken[id] = { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  await until(page, "taken", (s) => s === `${taken[id].name} is saved.`);
  return taken[id];
}

const figures = ["landscape", "surface", "stills", "means", "kymograph"];

test("PNGs decode and show something", async () => {
  for (const figure of figures) {
    const { name, bytes } = await take(`${figure}-png`);
    assert.equal(name, `toggle-switch-${figure}.png`);
    const seen = await decoded(page, bytes);
    assert.ok(seen.width > 1500 && seen.height > 800 && seen.colours > 100, `${name}: ${JSON.stringify(seen)}`);
  }
});

test("SVGs parse and hold lines, words and pictures", async () => {
  for (const figure of figures) {
    const { name, bytes } = await take(`${figure}-svg`);
    const seen = await page.evaluate((source) => {
      const doc = new DOMParser().parseFromString(source, "image/svg+xml");
      const count = (name) => doc.getElementsByTagName(name).length;
      return { error: count("parsererror"), root: doc.documentElement.tagName, paths: count("path"), images: count("image"), words: doc.documentElement.textContent };
    }, bytes.toString("utf8"));
    assert.equal(seen.error, 0, name);
    assert.equal(seen.root, "svg");
    assert.ok(seen.paths >= 2, `${name}: ${seen.paths} paths`);
    assert.equal(seen.images > 0, figure !== "means", name);
    assert.match(seen.words, /Px/, name);
    assert.doesNotMatch(bytes.toString("utf8").replace(/base64,[^"]*/g, ""), /NaN|undefined|Infinity/, name);
  }
  assert.match(taken["means-svg"].bytes.toString("utf8"), /rate equation/);
});

const rows = (csv) => csv.toString("utf8").trim().split("\n").map((line) => line.split(","));

// The arrays of an NPZ by name: {shape, values}. It is a zip of stored files, each an NPY of version 1.0.
function arrays(bytes) {
  const found = {};
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    assert.equal(bytes.readUInt16LE(at + 8), 0, "stored, not compressed");
    const size = bytes.readUInt32LE(at + 18);
    const named = bytes.readUInt16LE(at + 26);
    const name = bytes.toString("utf8", at + 30, at + 30 + named).replace(/\.npy$/, "");
    const from = at + 30 + named + bytes.readUInt16LE(at + 28);
    const head = bytes.toString("latin1", from + 10, from + 10 + bytes.readUInt16LE(from + 8));
    const [, kind, shape] = /'descr': '<(\w+)', .*'shape': \(([^)]*)\)/.exec(head);
    const data = bytes.subarray(from + 10 + head.length, from + size);
    const copy = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
    const type = { f8: Float64Array, f4: Float32Array, i8: BigInt64Array }[kind] ?? Uint32Array;
    found[name] = { shape: shape.split(",").filter((s) => s.trim()).map(Number), values: new type(copy) };
    at = from + size;
  }
  return found;
}

test("CSV, JSON and NPZ tell the same numbers, those of the page", async () => {
  const csv = rows((await take("csv")).bytes);
  const json = JSON.parse((await take("json")).bytes.toString("utf8"));
  const npz = arrays((await take("npz")).bytes);
  const frames = json.frames.length;
  assert.equal(csv.length, frames + 1);
  assert.deepEqual(npz.mean.shape, [frames, 6]);
  const column = (name) => csv.slice(1).map((r) => Number(r[csv[0].indexOf(name)]));
  json.species.forEach((name, i) => {
    assert.deepEqual(column(`${name}-mean`), json.frames.map((f) => f.mean[i]));
    assert.deepEqual(column(`${name}-exact-mean`), json.frames.map((f) => f.exact.mean[i]));
    assert.deepEqual(column(`${name}-mean`), json.frames.map((_, t) => npz.mean.values[6 * t + i]));
  });
  assert.deepEqual(column("time"), [...npz.t.values]);
  assert.deepEqual(column("hellinger"), json.frames.map((f) => f.exact.joint_hellinger));
  // The joint law, entry by entry, at the last time.
  const last = json.frames.at(-1);
  const joint = last.joints[0];
  const { shape, values } = npz[`joint_${joint.a}_${joint.b}`];
  const [, ka, kb] = shape;
  joint.p.forEach((row, a) => row.forEach((p, b) => assert.equal(Math.fround(p), values[((frames - 1) * ka + a) * kb + b])));
  const sum = (frame) => npz.exact_joint_Px_Py.values.subarray(frame * ka * kb, (frame + 1) * ka * kb).reduce((a, b) => a + b);
  assert.ok(Math.abs(sum(frames - 1) - 1) < 1e-4, "the exact law is whole");
  const shown = Number(await text(page, "mean-Px"));
  assert.ok(Math.abs(shown - json.frames.at(-1).mean[json.species.indexOf("Px")]) < 0.06);
  const model = String.fromCodePoint(...npz.model.values).replace(/\0+$/, "");
  assert.equal(model, await written(page));
});

test("the model is the text of the editor", async () => {
  const { name, bytes } = await take("text");
  assert.equal(name, "toggle-switch.txt");
  assert.equal(bytes.toString("utf8"), await written(page));

  // In the languages of other programs it is the same model.
  const sbml = await take("sbml");
  assert.equal(sbml.name, "toggle-switch.xml");
  assert.match(sbml.bytes.toString("utf8"), /^<\?xml[^>]*>\s*<sbml /);
  const antimony = await take("antimony");
  assert.equal(antimony.name, "toggle-switch.ant");
  assert.match(antimony.bytes.toString("utf8"), /^model /m);
});

test("the animation plays", async () => {
  const { name, bytes } = await take("webm", 120000);
  assert.equal(name, "toggle-switch.webm");
  assert.equal(bytes.readUInt32BE(0), 0x1a45dfa3, "EBML");
  const player = await site.browser.newPage();
  await player.setContent("<video muted></video>");
  const seen = await player.evaluate(async (base64) => {
    const video = document.querySelector("video");
    const found = (event) => new Promise((resolve, reject) => {
      video.addEventListener(event, resolve, { once: true });
      video.addEventListener("error", () => reject(new Error(video.error.message)), { once: true });
    });
    const loaded = found("loadeddata");
    video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: "video/webm" }));
    await loaded;
    video.playbackRate = 4;
    const ended = found("ended");
    await video.play();
    await ended;
    return { width: video.videoWidth, height: video.videoHeight, time: video.currentTime };
  }, bytes.toString("base64"));
  assert.ok(seen.width > 500 && seen.height > 200 && seen.time > 0.1, JSON.stringify(seen));
  await player.close();

  // Given up in the middle, it says so, and nothing is saved. It lasts a second only, in which a slow machine may not get to a second click of ours.
  await page.evaluate(async () => {
    document.getElementById("take-webm").click();
    while (!document.getElementById("take-stop")) await new Promise(requestAnimationFrame);
    document.getElementById("take-stop").click();
  });
  await until(page, "taken", (s) => s === "The recording was given up.");
});

test("the dialog closes by key and gives the focus back", async () => {
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#takeaway").isHidden());
  assert.equal(await page.evaluate(() => document.activeElement.id), "take-away");
  assert.deepEqual(page.said.filter((s) => !s.includes("GPU stall due to ReadPixels")), []);
});
