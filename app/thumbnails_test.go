//go:build !js

package main

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"vanscape/app/picture"
	"vanscape/core/crn/gallery"
)

// The pictures that are kept are those of the models as they are.
func TestThumbnailsAreFresh(t *testing.T) {
	const dir = "../web/gallery"
	list, err := os.ReadFile(filepath.Join(dir, thumbnailList))
	if err != nil || string(list) != thumbnailsOf() {
		t.Fatalf("models of the gallery have changed: draw them anew with \"go run ./app thumbnails\" (%v)", err)
	}
	total := 0
	for _, m := range gallery.All() {
		b, err := os.ReadFile(filepath.Join(dir, m.Name+".png"))
		if err != nil {
			t.Error(err)
			continue
		}
		total += len(b)
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil || img.Bounds().Dx() != thumbWidth || img.Bounds().Dy() != thumbHeight {
			t.Errorf("%s: %v", m.Name, err)
		}
	}
	if total > 100_000 {
		t.Errorf("the pictures have %d bytes together", total)
	}
}

func TestThumbnailOfTable(t *testing.T) {
	img := thumbnailOfTable(&picture.Table{LevelsX: 3, LevelsY: 2, P: []float32{0, 0, 0.9, 0, 0, 0.1}})
	if bright := img.ColorIndexAt(thumbWidth/2, thumbHeight-1); bright != 63 {
		t.Errorf("the likeliest state has colour %d", bright)
	}
	if dark := img.ColorIndexAt(0, 0); dark != 0 {
		t.Errorf("a state that cannot be has colour %d", dark)
	}
}

func TestThumbnailOfBars(t *testing.T) {
	img := thumbnailOfBars([]float64{0.2, 0.8, 0, 0})
	if img.ColorIndexAt(thumbWidth-1, thumbHeight-1) == 0 || img.ColorIndexAt(0, 10) != 0 {
		t.Error("the bars are elsewhere")
	}
}
