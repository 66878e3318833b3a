// Lines of equal probability on a heat map.
import { contours } from "d3-contour";

// Draws the line of a level on a path, which has the moveTo and lineTo of a canvas. values are those of cols x rows cells, of which the rows run fastest, upwards; the
// cells fill the rectangle {x, y, width, height}. A line ends at the edge of the rectangle instead of running along it.
function trace(path, find, values, level, cols, rows, { x, y, width, height }) {
  const onEdge = ([u, v]) => u <= 0 || v <= 0 || u >= rows || v >= cols;
  const across = width / cols, up = height / rows, base = y + height;
  for (const polygon of find.contour(values, level).coordinates) {
    for (const ring of polygon) {
      let drawing = false;
      for (let i = 1; i < ring.length; i++) {
        const [from, to] = [ring[i - 1], ring[i]];
        if (onEdge(from) && onEdge(to)) {
          drawing = false;
          continue;
        }
        if (!drawing) path.moveTo(x + across * from[1], base - up * from[0]);
        path.lineTo(x + across * to[1], base - up * to[0]);
        drawing = true;
      }
    }
  }
}

const floats = (bytes) => new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

// Strokes the lines of some levels, each in its ink, on the context of a canvas, as far as they are within the rectangle clip. bytes is a Uint8Array over
// float32, dash lengths of strokes and gaps.
export function strokeContours(context, bytes, cols, rows, levels, inks, dash, box, clip) {
  const find = contours().size([rows, cols]);
  const values = floats(bytes);
  context.save();
  context.beginPath();
  context.rect(clip.x, clip.y, clip.width, clip.height);
  context.clip();
  context.lineWidth = 1;
  context.setLineDash(dash);
  levels.forEach((level, i) => {
    context.beginPath();
    trace(context, find, values, level, cols, rows, box);
    context.strokeStyle = inks[i];
    context.stroke();
  });
  context.restore();
}

// Returns the same lines in the path language of SVG.
export function contourPaths(bytes, cols, rows, levels, box) {
  const find = contours().size([rows, cols]);
  const values = floats(bytes);
  return levels.map((level) => {
    let d = "";
    const to = (letter) => (x, y) => { d += letter + x.toFixed(2) + " " + y.toFixed(2); };
    trace({ moveTo: to("M"), lineTo: to("L") }, find, values, level, cols, rows, box);
    return d;
  });
}
