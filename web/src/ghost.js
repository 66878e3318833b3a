// The means of the result before, as pale lines behind those of the present one: a plugin of the chart.

// ghost draws for species {colour (a CSS colour), scale, shown (whether it is drawn now, a function)}.
export function ghost(species) {
  let times = [];
  let means = []; // one list for every species
  return {
    // bytes: a Uint8Array over float64 columns of equal length: times, then the means of every species. Empty for nothing to draw.
    set(bytes) {
      const all = new Float64Array(bytes.buffer);
      const n = all.length / (1 + species.length);
      times = all.subarray(0, n);
      means = species.map((_, i) => all.subarray((i + 1) * n, (i + 2) * n));
    },
    // The highest mean that is drawn on a scale.
    top(scale) {
      let top = 0;
      species.forEach((s, i) => { if (s.scale === scale && s.shown() && means[i]) top = means[i].reduce((a, b) => Math.max(a, b), top); });
      return top;
    },
    plugin: {
      hooks: {
        drawAxes(u) {
          const ctx = u.ctx;
          ctx.save();
          ctx.beginPath();
          ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
          ctx.clip();
          ctx.globalAlpha = 0.4;
          ctx.lineWidth = 1.5 * devicePixelRatio;
          species.forEach((s, i) => {
            if (!s.shown() || !means[i]) return;
            ctx.strokeStyle = s.colour;
            ctx.beginPath();
            for (let k = 0; k < times.length; k++) ctx.lineTo(u.valToPos(times[k], "x", true), u.valToPos(means[i][k], s.scale, true));
            ctx.stroke();
          });
          ctx.restore();
        },
      },
    },
  };
}
