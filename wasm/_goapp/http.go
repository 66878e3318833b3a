package app

import "strings"

// This file stands in for http.go and resource.go of go-app when the browser's program is built: they serve pages, which a browser does not, and
// bring net/http with them, half a megabyte of compressed WebAssembly. `make page` puts it there; everything else of go-app is as published.

// Handler serves pages where go-app is a server.
type Handler struct{}

func isRemoteLocation(path string) bool {
	return strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://")
}

// isStaticResourcePath says whether a path is to be looked up on another host: here everything lies beside the page.
func isStaticResourcePath(string) bool { return false }
