//go:build !js

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/crc64"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"vanscape/app/picture"
	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// The size of a thumbnail.
const (
	thumbWidth  = 112
	thumbHeight = 84
)

// thumbnails draws what every model of the gallery comes to, solved with the default settings up to its horizon, for the page to show beside its name.
// The files are kept with the source: a page is built in seconds, and they change only with the models.
func thumbnails(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("thumbnails", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dir := flags.String("dir", "web/gallery", "folder for the pictures")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return exitDone
	} else if err != nil {
		return exitInput
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	line := newProgressLine(stderr)
	for _, m := range gallery.All() {
		if err := drawThumbnail(ctx, *dir, m, line); err != nil {
			fmt.Fprintf(stderr, "thumbnails: %s: %v\n", m.Name, err)
			return exitFailed
		}
		fmt.Fprintln(stdout, m.Name)
	}
	if err := os.WriteFile(filepath.Join(*dir, thumbnailList), []byte(thumbnailsOf()), 0o644); err != nil {
		fmt.Fprintf(stderr, "thumbnails: %v\n", err)
		return exitFailed
	}
	return exitDone
}

// thumbnailList names the file that tells what the pictures were drawn of.
const thumbnailList = "models.txt"

// thumbnailsOf lists the models of the gallery with a check sum of all that their pictures depend on.
func thumbnailsOf() string {
	var b strings.Builder
	for _, m := range gallery.All() {
		sum := crc64.Checksum(fmt.Appendf(nil, "%s|%v|%v", m.Text, m.Pair, m.Horizon), crc64.MakeTable(crc64.ECMA))
		fmt.Fprintf(&b, "%s %016x\n", m.Name, sum)
	}
	return b.String()
}

func drawThumbnail(ctx context.Context, dir string, m gallery.Model, line *progressLine) error {
	start := protocol.Start{Model: m.Name, Text: m.Text, Times: m.Times, Seed: 1}
	if m.Exact == gallery.Simulation { // minutes for the network, and nothing to check it by
		start.Solver = protocol.SSA
	}
	if m.Pair[0] != m.Pair[1] {
		start.Pairs = [][2]string{m.Pair}
	}
	r := runSolve(ctx, options{start: start}, nil, new(keeper), nil, line)
	switch {
	case r.failed != nil:
		return errors.New(r.failed.Message)
	case r.cut != "":
		return errors.New(r.cut)
	}
	law := r.frames[len(r.frames)-1].Law
	var img *image.Paletted
	if len(law.Joints) > 0 {
		j := law.Joints[0]
		img = thumbnailOfTable(&picture.Table{LevelsX: j.Rows, LevelsY: j.Cols, P: j.P})
	} else {
		img = thumbnailOfBars(law.Marginals[0])
	}
	f, err := os.Create(filepath.Join(dir, m.Name+".png"))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, img); err != nil {
		return err
	}
	return f.Close()
}

// newThumbnail returns a dark picture whose colours are numbered along the colour map.
func newThumbnail() *image.Paletted {
	palette := make(color.Palette, 64)
	for i := range palette {
		c := picture.Viridis.At(float64(i) / float64(len(palette)-1))
		palette[i] = color.RGBA{c.R, c.G, c.B, 255}
	}
	return image.NewPaletted(image.Rect(0, 0, thumbWidth, thumbHeight), palette)
}

// thumbnailOfTable draws a joint law on the scale of ln p, as far as there is something to see.
func thumbnailOfTable(t *picture.Table) *image.Paletted {
	img := newThumbnail()
	top := t.Top()
	shade := func(x, y int) float64 { return picture.Log.Shade(t.At(x, y), top) }
	columns, rows := 1, 1
	for x := range t.LevelsX {
		for y := range t.LevelsY {
			if shade(x, y) > 0 {
				columns, rows = max(columns, x+1), max(rows, y+1)
			}
		}
	}
	for px := range thumbWidth {
		for py := range thumbHeight {
			i, fx := level(px, thumbWidth, columns)
			k, fy := level(py, thumbHeight, rows)
			u := (1-fx)*((1-fy)*shade(i, k)+fy*shade(i, k+1)) + fx*((1-fy)*shade(i+1, k)+fy*shade(i+1, k+1))
			img.SetColorIndex(px, thumbHeight-1-py, index(img, u))
		}
	}
	return img
}

// level is the level at a pixel, and how far it is from there to the next one. Few levels are steps: between them is nothing.
func level(pixel, pixels, levels int) (i int, fraction float64) {
	const few = 24
	at := (float64(pixel) + 0.5) / float64(pixels) * float64(levels)
	if levels < few {
		return int(at), 0
	}
	whole, fraction := math.Modf(max(at-0.5, 0))
	return int(whole), fraction
}

// thumbnailOfBars draws the law of one species.
func thumbnailOfBars(p []float64) *image.Paletted {
	img := newThumbnail()
	top, last := 0.0, 0
	for n, x := range p {
		if top = max(top, x); x > 1e-4*top {
			last = n
		}
	}
	const margin = 5
	for px := range thumbWidth {
		n := px * (last + 1) / thumbWidth
		height := int(p[n] / top * (thumbHeight - margin))
		for py := range height {
			img.SetColorIndex(px, thumbHeight-1-py, index(img, 0.35+0.5*p[n]/top))
		}
	}
	return img
}

func index(img *image.Paletted, u float64) uint8 {
	return uint8(math.Round(u * float64(len(img.Palette)-1)))
}
