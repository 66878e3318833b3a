// node web/build/icons.js: draws web/icon.svg in the sizes that a manifest wants, into web/site/icons. They are kept with the source.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const root = new URL("..", import.meta.url);
const svg = readFileSync(new URL("icon.svg", root), "utf8");
const background = /fill="(#[0-9a-f]{6})"/.exec(svg)[1];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage();

// A system cuts a maskable icon to a form of its own, and leaves at least the inner four fifths.
for (const [name, size, part] of [["192", 192, 1], ["512", 512, 1], ["maskable", 512, 0.8]]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<body style="margin: 0; height: 100vh; display: grid; place-content: center; background: ${part < 1 ? background : "transparent"}">
    <img style="width: ${100 * part}vw" src="data:image/svg+xml,${encodeURIComponent(svg)}">`);
  await page.locator("img").evaluate((image) => image.decode());
  await page.screenshot({ path: new URL(`site/icons/${name}.png`, root).pathname, omitBackground: true });
}
await browser.close();
