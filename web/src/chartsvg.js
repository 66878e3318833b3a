// The chart of means as SVG: uPlot's layout, scales and ticks, with lines instead of pixels.

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const escaped = (s) => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const px = (x) => (Math.round(x * 100) / 100).toString();

const head = 86; // px above the chart: title, note and two rows of legend

export function chartSVG(plot, { title, note, species, spec, now }) {
  const { width, height } = plot;
  const ratio = devicePixelRatio;
  const box = { x: plot.bbox.left / ratio, y: plot.bbox.top / ratio, w: plot.bbox.width / ratio, h: plot.bbox.height / ratio };
  const at = (value, scale) => plot.valToPos(value, scale) + (scale === "x" ? box.x : box.y);
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + head}" viewBox="0 ${-head} ${width} ${height + head}" font-family="${escaped(css("--font"))}" font-size="11">`,
    `<rect y="${-head}" width="${width}" height="${height + head}" fill="${css("--panel")}"/>`,
    `<text x="14" y="${20 - head}" font-size="15" font-weight="600" fill="${css("--ink")}">${escaped(title)}</text>`,
    `<text x="14" y="${38 - head}" font-size="12" fill="${css("--muted")}">${escaped(note)}</text>`,
  ];
  const line = (d, stroke, more = "") => out.push(`<path d="${d}" fill="none" stroke="${stroke}" ${more}/>`);
  const text = (x, y, s, fill, more = "") => out.push(`<text x="${px(x)}" y="${px(y)}" fill="${fill}" ${more}>${escaped(s)}</text>`);
  const dash = (list) => (list ? `stroke-dasharray="${list.join(" ")}"` : "");

  axes(plot, box, at, line, text);

  // The runs of a column that have values, as points.
  const stretches = (k) => {
    const found = [[]];
    plot.data[k].forEach((y, i) => {
      if (y === null) found.push([]);
      else found.at(-1).push([at(plot.data[0][i], "x"), at(y, plot.series[k].scale)]);
    });
    return found.filter((s) => s.length);
  };
  const outline = (points) => points.map(([x, y], i) => (i ? "L" : "M") + px(x) + " " + px(y)).join("");
  out.push(`<clipPath id="field"><rect x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}"/></clipPath><g clip-path="url(#field)">`);
  plot.bands.forEach(({ series: [high, low], fill }) => {
    if (!plot.series[high].show) return;
    const back = stretches(low);
    stretches(high).forEach((s, i) => out.push(`<path d="${outline([...s, ...back[i].reverse()])}Z" fill="${typeof fill === "function" ? fill(plot, 0) : fill}"/>`));
  });
  plot.series.forEach((s, k) => {
    if (!k || !s.show) return;
    const stroke = s.stroke(plot, k);
    if (s.points.show(plot, k)) {
      const kept = new Set(s.points.filter(plot, k));
      plot.data[k].forEach((y, i) => {
        if (y === null || !kept.has(i)) return;
        out.push(`<circle cx="${px(at(plot.data[0][i], "x"))}" cy="${px(at(y, s.scale))}" r="${s.points.size / 2}" fill="${s.points.fill(plot, k)}" stroke="${stroke}" stroke-width="${s.points.width}"/>`);
      });
    } else if (s.width > 0) {
      stretches(k).forEach((p) => line(outline(p), stroke, `stroke-width="${s.width}" ${dash(s.dash)}`));
    }
  });
  line(`M${px(at(now, "x"))} ${box.y}v${box.h}`, css("--ink"), 'stroke-width="1.5"');
  out.push("</g>");
  legend(plot, species, spec, line, text, dash);
  return out.join("\n") + "\n</svg>\n";
}

function axes(plot, box, at, line, text) {
  plot.axes.forEach((axis, i) => {
    const scale = i === 0 ? "x" : axis.scale;
    const splits = axis._splits ?? [];
    const labels = axis._values ?? splits.map(String);
    const edge = axis.side === 1 ? box.x + box.w : box.x;
    splits.forEach((split, k) => {
      const p = at(split, scale);
      if (i < 2) line(i === 0 ? `M${px(p)} ${box.y}v${box.h}` : `M${box.x} ${px(p)}h${box.w}`, css("--grid"));
      if (i === 0) text(p, box.y + box.h + 17, String(labels[k]), css("--muted"), 'text-anchor="middle"');
      else text(edge + (axis.side === 1 ? 8 : -8), p + 4, String(labels[k]), css("--muted"), `text-anchor="${axis.side === 1 ? "start" : "end"}"`);
    });
  });
  line(`M${box.x} ${box.y}v${box.h}h${box.w}`, css("--line"));
  text(box.x + box.w / 2, box.y + box.h + 33, "time", css("--muted"), 'font-size="12" text-anchor="middle"');
  text(12, box.y + box.h / 2, "mean count", css("--muted"), `font-size="12" text-anchor="middle" transform="rotate(-90 12 ${px(box.y + box.h / 2)})"`);
}

function legend(plot, species, spec, line, text, dash) {
  let x = 14;
  let y = 56 - head;
  const entry = (name, draw) => {
    const wide = 42 + 7 * name.length;
    if (x + wide > plot.width) {
      x = 14;
      y += 18;
    }
    draw();
    text(x + 24, y + 4, name, css("--ink"), 'font-size="12"');
    x += wide;
  };
  species.forEach((s) => {
    const { stroke, show, dash: d } = plot.series[s.mean];
    if (show) entry(s.name, () => line(`M${x} ${y}h18`, stroke(plot, s.mean), `stroke-width="2" ${dash(d)}`));
  });
  const muted = css("--muted");
  if (spec.exact) entry("exact", () => line(`M${x + 6} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`, muted));
  if (spec.rates) entry("rate equation", () => line(`M${x} ${y}h18`, muted, 'stroke-dasharray="4 3"'));
  if (spec.runs) entry("simulations", () => line(`M${x} ${y + 3}l5 -6l4 4l4 -5l5 6`, muted, 'stroke-width="0.8"'));
}
