// The landscape in other pages: the element, its messages, and the examples.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { heard, open, unhurried, until, visit } from "./browser.js";
import { host } from "./host.js";

const example = (name) => readFileSync(new URL(`../examples/${name}`, import.meta.url), "utf8");
const placeholder = "https://example.org/vanscape/";
const folder = mkdtempSync(join(tmpdir(), "embed-"));

let site, docs;
before(async () => {
  site = await open("web/dist", unhurried);
  docs = await host(folder);
});
after(async () => {
  await site?.close();
  await docs?.close();
  rmSync(folder, { recursive: true, force: true });
});

// Opens a page of another origin, and keeps what its landscapes tell, as lists of states in the order of the page.
async function show(html, options = {}) {
  writeFileSync(join(folder, "index.html"), html.includes("<body") ? html : `<!doctype html><link rel="icon" href="data:,"><body>${html}`);
  const page = heard(await site.browser.newPage(options));
  await page.addInitScript(() => {
    globalThis.told = [];
    addEventListener("state", ({ target, detail }) => told.push({ ...detail, place: [...document.querySelectorAll("vanscape-landscape")].indexOf(target) }), true);
  });
  await page.goto(docs.url);
  return page;
}

const last = (page, place, test, arg) =>
  page.waitForFunction(([place, test, arg]) => new Function("s", "arg", `return ${test}`)(told.findLast((s) => s.place === place) ?? {}, arg), [place, test, arg], { timeout: 60000 });
const element = (page, place) => page.locator("vanscape-landscape").nth(place);
const script = () => `<script src="${site.url}embed.js" async></script>`;

test("the lines of the page's share panel show its landscape in another page, and two of them take turns", async () => {
  const lab = await visit({ ...site, url: `${site.url}#m=birth-death` });
  await lab.locator("#seed").fill("7");
  await lab.locator("#share").click();
  await until(lab, "share", (s) => s.includes("whoever opens"));
  await lab.locator("#copy-snippet").click();
  await until(lab, "share", (s) => s.endsWith("in a page of yours they show this landscape."));
  const lines = await lab.locator("#snippet").inputValue();
  assert.match(lines, /^<script src="[^"]+embed\.js" async><\/script><vanscape-landscape link="1\.[\w-]+" autoplay><\/vanscape-landscape>$/);
  assert.deepEqual(lab.said, []);
  await lab.close();

  const page = await show(`${lines}
    <vanscape-landscape model="schlogl-1" autoplay></vanscape-landscape>
    <vanscape-landscape model="gene-expression" pair="P,M"></vanscape-landscape>
    <div style="height: 4000px"></div>
    <vanscape-landscape model="birth-death" autoplay></vanscape-landscape>`);
  await last(page, 0, "s.status === 'finished' && s.playing");
  await last(page, 1, "s.status === 'finished' && s.playing");
  const told = await page.evaluate(() => told);
  const begun = told.findIndex((s) => s.place === 1), done = told.findIndex((s) => s.place === 0 && s.status === "finished");
  assert.ok(done >= 0 && done < begun, "the second begins when the first has ended");
  assert.ok(told.every((s) => s.place < 2 && s.fault === ""), "what is not pressed, or not seen, does not begin");
  assert.deepEqual(await page.frames()[1].evaluate(() => [sessionStorage.length, document.querySelectorAll("#play, #network, #run, #gallery, #editor").length]), [0, 2], "picture and time bar alone; nothing is kept");

  await element(page, 2).click();
  await last(page, 2, "s.time > 0");
  assert.deepEqual(await page.frames()[3].evaluate(() => document.getElementById("network").getAttribute("aria-label").replace(/[\d.]+/g, "#")), "Neural network at time #: on average # P and # M");
  assert.deepEqual(page.said, []);
  await page.close();
});

test("one whose frame cannot be loaded does not keep the turn", async () => {
  const page = heard(await site.browser.newPage());
  let frames = 0;
  await page.route(site.url, (route) => (frames++ ? route.continue() : route.abort()));
  await page.clock.install();
  writeFileSync(join(folder, "index.html"), `<!doctype html><link rel="icon" href="data:,"><body>${script()}${'<vanscape-landscape model="birth-death" autoplay></vanscape-landscape>'.repeat(2)}`);
  await page.goto(docs.url);
  const states = () => page.evaluate(() => [...document.querySelectorAll("vanscape-landscape")].map((e) => e.state?.status ?? null));
  await page.waitForFunction(() => document.querySelector("vanscape-landscape").loaded);
  await page.waitForTimeout(1000);
  assert.equal(frames, 1, "the second waits");
  await page.clock.fastForward(20000);
  await page.waitForFunction(() => [...document.querySelectorAll("vanscape-landscape")][1].state?.status === "finished", null, { timeout: 60000 });
  assert.deepEqual(await states(), [null, "finished"]);
  await page.close();
});

test("it does as the page around it says, and heeds nobody else", async () => {
  const page = await show(`${script()}<vanscape-landscape model="toggle-switch"></vanscape-landscape>`);
  const call = (what, ...given) => element(page, 0).evaluate((e, [what, given]) => e[what](...given), [what, given]);
  await page.waitForFunction(() => customElements.get("vanscape-landscape"));
  await call("play");
  await last(page, 0, "s.status === 'solving' && s.time > 0.5");
  await call("pause");
  await last(page, 0, "s.status === 'paused'");
  await call("seek", 0.2);
  await last(page, 0, "s.time === 0.2 && s.end === 40");
  await element(page, 0).evaluate((e) => e.setAttribute("model", "birth-death"));
  await last(page, 0, "s.model === 'birth-death' && s.end === 100");
  await call("play");
  await last(page, 0, "s.status === 'finished'");
  await call("seek", 20);
  await last(page, 0, "s.time === 20 && !s.playing");
  await call("play");
  await last(page, 0, "s.playing && s.time > 20");
  await element(page, 0).evaluate((e) => e.setAttribute("model", "schlogl-1"));
  await last(page, 0, "s.model === 'schlogl-1' && s.end === 1");
  await element(page, 0).evaluate((e) => e.setAttribute("model", "nonsense"));
  await last(page, 0, "s.status === 'failed' && s.fault.includes('“nonsense”')");
  await page.evaluate(() => postMessage({ vanscape: "state", model: "forged", height: 9 }, "*"));
  await page.waitForTimeout(100);
  assert.ok(await page.evaluate(() => told.every((s) => s.model !== "forged")));
  assert.deepEqual(page.said, []);
  await page.close();
});

test("it takes the width that there is, and the height that its pictures need", async () => {
  const page = await show(`<meta name="viewport" content="width=device-width">${script()}<vanscape-landscape model="early-life-V0.1" autoplay></vanscape-landscape>`, { viewport: { width: 1000, height: 900 } });
  await last(page, 0, "s.time > 0");
  const box = async () => {
    const { width, height } = await element(page, 0).boundingBox();
    const inside = await page.frames()[1].evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.documentElement.scrollHeight <= innerHeight]);
    assert.deepEqual(inside, [true, true], "nothing has to be scrolled");
    return { width, height };
  };
  await page.waitForFunction(() => document.querySelector("vanscape-landscape").style.height);
  const wide = await box();
  assert.ok(wide.width > 950 && wide.height > 350 && wide.height < 600, JSON.stringify(wide));
  await page.setViewportSize({ width: 360, height: 900 });
  await page.waitForFunction((was) => parseFloat(document.querySelector("vanscape-landscape").style.height) > was, wide.height);
  const narrow = await box();
  assert.ok(narrow.width < 360 && narrow.height > 500, JSON.stringify(narrow));
  assert.deepEqual(page.said, []);
  await page.close();
});

// The configuration of an example says where the element comes from, its text has the element as it stands.
const examples = {
  "plain HTML": ["plain.html", "plain.html"],
  "Sphinx with MyST": ["sphinx/conf.py", "sphinx/index.md"],
  MkDocs: ["mkdocs/mkdocs.yml", "mkdocs/docs/index.md"],
  Docusaurus: ["docusaurus/docusaurus.config.js", "docusaurus/docs/landscape.mdx"],
  "reveal.js": ["reveal/slides.html", "reveal/slides.html"],
};

test("the examples say the same, and it works", async () => {
  const elements = Object.entries(examples).map(([name, [configuration, text]]) => {
    assert.ok(example(configuration).includes(`${placeholder}embed.js`), name);
    return /<vanscape-landscape[^>]* model="birth-death"[^>]*><\/vanscape-landscape>/.exec(example(text))?.[0];
  });
  assert.ok(elements.every((one) => one?.includes(" autoplay")), elements.join("\n"));
  const page = await show(example("plain.html").replace(placeholder, site.url));
  await last(page, 0, "s.time > 20");
  await page.getByText("Go to 20").click();
  await page.waitForFunction(() => document.getElementById("time").textContent === "20");
  assert.equal(page.frames().length, 2, "the second waits to be pressed");
  assert.deepEqual(page.said.filter((line) => !line.includes("404")), []); // the host has no icon
  await page.close();
});

test("a slide solves when it is shown", async () => {
  symlinkSync(fileURLToPath(new URL("../node_modules/reveal.js", import.meta.url)), join(folder, "reveal.js"));
  const page = await show(example("reveal/slides.html").replace(placeholder, site.url), { viewport: { width: 1280, height: 720 } });
  await page.waitForFunction(() => Reveal.isReady());
  await page.waitForTimeout(200);
  assert.equal(page.frames().length, 1);
  await page.evaluate(() => Reveal.next());
  await last(page, 0, "s.time > 0");
  assert.ok((await element(page, 0).boundingBox()).height < 720);
  assert.deepEqual(page.said.filter((line) => !line.includes("404")), []); // the host has no icon
  await page.close();
});

test("a notebook shows the single file", async () => {
  const code = JSON.parse(example("jupyter/landscape.ipynb")).cells.find((cell) => cell.cell_type === "code").source.join("");
  const [, template] = /HTML\(f'(.*)'\)/.exec(code);
  const single = readFileSync(new URL("../../bin/vanscape.html", import.meta.url), "utf8");
  const escaped = single.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#x27;");
  const page = await show(template.split("{page}").join(escaped));
  await until(page.frames()[1], "time", (s) => Number(s) > 0, 60000);
  assert.equal(await page.frames()[1].locator("#run").count(), 0);
  assert.deepEqual(page.said, []);
  await page.close();
});
