// The style sheet's colours against WCAG 2.2 AA, in light and dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../src/style/colours.css", import.meta.url), "utf8");

function variables(block) {
  const found = {};
  for (const [, name, value] of block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)) found[name] = value;
  return found;
}

const blocks = [...css.matchAll(/:root \{([^}]*)\}/g)].map((m) => variables(m[1]));
const schemes = { light: blocks[0], dark: { ...blocks[0], ...blocks[1] } };

// Relative luminance and contrast, by the formulas of WCAG 2.2.
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const v = parseInt(hex.slice(i, i + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

for (const [scheme, colour] of Object.entries(schemes)) {
  test(`contrast in ${scheme}`, () => {
    assert.equal(blocks.length, 2);
    const check = (front, back, least) => {
      const ratio = contrast(colour[front], colour[back]);
      assert.ok(ratio >= least, `--${front} on --${back}: ${ratio.toFixed(2)}, at least ${least}`);
    };
    for (const back of ["panel", "ground", "sunk"]) for (const front of ["ink", "muted", "bad", "accent"]) check(front, back, 4.5);
    for (const word of ["c1", "c2", "c3", "c4"]) check(word, "sunk", 4.5); // in the editor
    check("ink", "grid", 4.5); // chips
    check("ink", "accent-soft", 4.5);
    check("bad", "bad-soft", 4.5);
    check("accent-ink", "accent", 4.5);
    for (const mark of ["network", "exact", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"]) check(mark, "panel", 3);
  });
}
