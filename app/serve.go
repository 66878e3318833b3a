//go:build !js

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path"
	"slices"
	"strings"
	"syscall"
	"time"
)

// contentPolicy lets the page load nothing but its own files. index.html says the same for hosts that send no headers; a test holds them equal.
const contentPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"worker-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"

// serve serves the built page until it is interrupted.
func serve(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(stderr)
	port := flags.Int("port", 8080, "port to listen on; 0 = any free one")
	host := flags.String("host", "localhost", "address to listen on; empty = every address of this machine")
	dir := flags.String("dir", "web/dist", "folder of the built page")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	fail := func(format string, args ...any) int {
		fmt.Fprintf(stderr, "serve: "+format+"\n", args...)
		return 1
	}
	if _, err := os.Stat(path.Join(*dir, "index.html")); err != nil {
		return fail("there is no page in %s: build it with \"make build\"", *dir)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(*host, fmt.Sprint(*port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fail("port %d is taken: choose another, as in \"make run PORT=%d\"", *port, *port+1)
	} else if err != nil {
		return fail("%v", err)
	}
	shown := *host
	if shown == "" {
		shown = "localhost"
	}
	fmt.Fprintf(stdout, "vanscape is at http://%s/ (end with Ctrl+C)\n", net.JoinHostPort(shown, fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)))

	server := &http.Server{Handler: files(os.DirFS(*dir)), ReadHeaderTimeout: 10 * time.Second}
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-interrupted.Done()
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		server.Shutdown(ctx)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fail("%v", err)
	}
	return 0
}

// types are the media types of what a page is made of. The machine's own table may lack some, and a browser compiles only application/wasm while it
// loads.
var types = map[string]string{
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".svg":         "image/svg+xml",
	".wasm":        "application/wasm",
	".json":        "application/json",
	".png":         "image/png",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// codings are the compressed forms that may lie beside a file, the smaller first.
var codings = []coding{{"br", ".br"}, {"gzip", ".gz"}}

type coding struct{ name, ending string }

// notFound is the file for addresses where there is none. It must look the same at every depth, so its style is in it.
const (
	notFound       = "404.html"
	notFoundPolicy = "default-src 'none'; style-src 'unsafe-inline'"
)

// files serves the files of page: compressed where such a form lies beside a file and the browser takes it, and never from a browser's cache without
// asking whether they have changed.
func files(page fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache")
		info, err := fs.Stat(page, name)
		if err != nil || info.IsDir() || slices.ContainsFunc(codings, func(c coding) bool { return path.Ext(name) == c.ending }) {
			sendNotFound(w, page)
			return
		}
		kind := types[path.Ext(name)]
		if kind == "" {
			kind = mime.TypeByExtension(path.Ext(name))
		}
		if kind != "" {
			h.Set("Content-Type", kind)
		}
		tag := fmt.Sprintf("%x-%x", info.ModTime().UnixNano(), info.Size())
		sent := name
		for _, c := range codings {
			small, err := fs.Stat(page, name+c.ending)
			if err != nil {
				continue
			}
			h.Set("Vary", "Accept-Encoding")
			if sent == name && takes(r, c.name) {
				h.Set("Content-Encoding", c.name)
				sent, info, tag = name+c.ending, small, tag+"-"+c.name
			}
		}
		h.Set("ETag", `"`+tag+`"`)
		f, err := page.Open(sent)
		if err != nil {
			sendNotFound(w, page)
			return
		}
		defer f.Close()
		content, ok := f.(io.ReadSeeker)
		if !ok {
			http.Error(w, "this file cannot be sent", http.StatusInternalServerError)
			return
		}
		http.ServeContent(w, r, name, info.ModTime(), content)
	})
}

// sendNotFound answers that there is no such file.
func sendNotFound(w http.ResponseWriter, page fs.FS) {
	b, err := fs.ReadFile(page, notFound)
	if err != nil {
		http.Error(w, "there is nothing at this address", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Security-Policy", notFoundPolicy)
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusNotFound)
	w.Write(b)
}

// takes says whether a browser takes a coding.
func takes(r *http.Request, coding string) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == coding && strings.TrimSpace(weight) != "q=0" {
			return true
		}
	}
	return false
}
