// Lines of equal probability on a heat map.
import { contours } from "d3-contour";

// bytes: a Uint8Array over float32 values of cols x rows cells, of which the rows run fastest, upwards. Returns for every level the outline of its line in a
// picture whose cells fill the rectangle from (x, y), in the path language of SVG. Lines end at the edge of the rectangle instead of running along it.
export function contourPaths(bytes, cols, rows, levels, x, y, width, height) {
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, cols * rows);
  const find = contours().size([rows, cols]);
  const onEdge = ([u, v]) => u <= 0 || v <= 0 || u >= rows || v >= cols;
  const place = ([u, v]) => (x + (width * v) / cols).toFixed(1) + " " + (y + height - (height * u) / rows).toFixed(1);
  return levels.map((level) => {
    let path = "";
    for (const polygon of find.contour(values, level).coordinates) {
      for (const ring of polygon) {
        let drawing = false;
        for (let i = 1; i < ring.length; i++) {
          if (onEdge(ring[i - 1]) && onEdge(ring[i])) {
            drawing = false;
            continue;
          }
          if (!drawing) path += "M" + place(ring[i - 1]);
          path += "L" + place(ring[i]);
          drawing = true;
        }
      }
    }
    return path;
  });
}
