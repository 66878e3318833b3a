//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

func pageFiles() fstest.MapFS {
	var small bytes.Buffer
	z := gzip.NewWriter(&small)
	z.Write([]byte("wasm"))
	z.Close()
	return fstest.MapFS{
		"index.html":       {Data: []byte("<p>page</p>")},
		"vanscape.wasm":    {Data: []byte("wasm")},
		"vanscape.wasm.gz": {Data: small.Bytes()},
		"vanscape.wasm.br": {Data: []byte("smaller still")},
		"boot.js":          {Data: []byte("start()")},
		"style.css":        {Data: []byte("p {}")},
		"style.css.gz":     {Data: small.Bytes()},
		"img/x.svg":        {Data: []byte("<svg/>")},
		"x.webmanifest":    {Data: []byte("{}")},
		"docs/index.html":  {Data: []byte("<p>docs</p>")},
		"404.html":         {Data: []byte("<p>not here</p>")},
	}
}

func get(t *testing.T, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	files(pageFiles()).ServeHTTP(w, r)
	return w.Result()
}

func TestFilesAreServedWithTheirTypes(t *testing.T) {
	for path, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/docs/": "text/html; charset=utf-8", "/index.html": "text/html; charset=utf-8", "/vanscape.wasm": "application/wasm",
		"/boot.js": "text/javascript; charset=utf-8", "/img/x.svg": "image/svg+xml",
		"/x.webmanifest": "application/manifest+json",
	} {
		r := get(t, path)
		if r.StatusCode != 200 || r.Header.Get("Content-Type") != want {
			t.Errorf("%s: status %d, type %q, want %q", path, r.StatusCode, r.Header.Get("Content-Type"), want)
		}
		if r.Header.Get("Content-Security-Policy") != contentPolicy {
			t.Errorf("%s: policy %q", path, r.Header.Get("Content-Security-Policy"))
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
	}
	for _, path := range []string{"/none", "/img", "/img/", "/docs", "/../serve.go", "/vanscape.wasm.gz", "/vanscape.wasm.br"} {
		r := get(t, path)
		if b, _ := io.ReadAll(r.Body); r.StatusCode != 404 || string(b) != "<p>not here</p>" || r.Header.Get("Content-Security-Policy") != notFoundPolicy {
			t.Errorf("%s: status %d, %q, policy %q", path, r.StatusCode, b, r.Header.Get("Content-Security-Policy"))
		}
	}
}

func TestCompressedFileIsServedToThoseWhoTakeIt(t *testing.T) {
	r := get(t, "/vanscape.wasm", "Accept-Encoding", "deflate, gzip;q=0.8")
	if r.Header.Get("Content-Encoding") != "gzip" || r.Header.Get("Content-Type") != "application/wasm" {
		t.Fatalf("headers %v", r.Header)
	}
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(z); string(b) != "wasm" {
		t.Errorf("unpacks to %q", b)
	}
	for _, c := range []struct{ path, takes, want, vary string }{
		{"/vanscape.wasm", "gzip, deflate, br", "br", "Accept-Encoding"},
		{"/vanscape.wasm", "gzip, br;q=0", "gzip", "Accept-Encoding"},
		{"/vanscape.wasm", "", "", "Accept-Encoding"},
		{"/vanscape.wasm", "xgzip", "", "Accept-Encoding"},
		{"/style.css", "gzip, br", "gzip", "Accept-Encoding"},
		{"/style.css", "br", "", "Accept-Encoding"},
		{"/boot.js", "gzip, br", "", ""},
	} {
		r := get(t, c.path, "Accept-Encoding", c.takes)
		if got, vary := r.Header.Get("Content-Encoding"), r.Header.Get("Vary"); got != c.want || vary != c.vary {
			t.Errorf("%s for %q: sent as %q, varies with %q, want %q and %q", c.path, c.takes, got, vary, c.want, c.vary)
		}
	}
}

func TestUnchangedFileIsNotSentAgain(t *testing.T) {
	for _, encoding := range []string{"", "gzip", "br"} {
		first := get(t, "/vanscape.wasm", "Accept-Encoding", encoding)
		again := get(t, "/vanscape.wasm", "Accept-Encoding", encoding, "If-None-Match", first.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified {
			t.Errorf("encoding %q: status %d", encoding, again.StatusCode)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	w := httptest.NewRecorder()
	files(pageFiles()).ServeHTTP(w, httptest.NewRequest("POST", "/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("status %d", w.Code)
	}
}

// The header and the page say the same, so that a page on a host that sends no headers is as strict.
func TestPolicyOfThePage(t *testing.T) {
	b, err := os.ReadFile("../web/index.html")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), `http-equiv="Content-Security-Policy" content="`)
	got, _, _ := strings.Cut(rest, `"`)
	if got != contentPolicy {
		t.Errorf("index.html says  %s\nthe server says  %s", got, contentPolicy)
	}
}

func TestServeSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	call := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		status := serve(args, &out, &errs)
		return status, errs.String()
	}
	if status, said := call("-dir", dir); status != 1 || !strings.Contains(said, "make build") {
		t.Errorf("no page: status %d, %q", status, said)
	}
	if err := os.WriteFile(filepath.Join(dir, "index.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Skip("no port to listen on:", err)
	}
	defer taken.Close()
	port := strconv.Itoa(taken.Addr().(*net.TCPAddr).Port)
	if status, said := call("-dir", dir, "-port", port); status != 1 || !strings.Contains(said, "port "+port+" is taken") {
		t.Errorf("taken port: status %d, %q", status, said)
	}
	if status, _ := call("-nonsense"); status != 2 {
		t.Errorf("unknown flag: status %d", status)
	}
}

func TestUnknownCommand(t *testing.T) {
	for _, args := range [][]string{nil, {"paint"}} {
		var out, errs bytes.Buffer
		if status := run(args, strings.NewReader(""), &out, &errs); status != 2 || !strings.Contains(errs.String(), "serve") {
			t.Errorf("%v: status %d, %q", args, status, errs.String())
		}
	}
	var out bytes.Buffer
	if status := run([]string{"help"}, strings.NewReader(""), &out, io.Discard); status != 0 || !strings.Contains(out.String(), "solve") {
		t.Errorf("help: status %d, %q", status, out.String())
	}
}
