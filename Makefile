# make run    build everything, serve the page, print its address (PORT=8080)
# make test   every test: Go natively, the core under WebAssembly in Node, the page in Chromium
# make check  format, vet and staticcheck, for the machine and for the browser
# make build  the page's files in web/dist, the command in bin/
# make site   the page for any static host, also offline, in bin/site
# make single the page as one file that needs no server, bin/vanscape.html
# make stories  every picture in its states, from runs recorded on the spot, for whoever changes them (PORT=8080)
# make bench  benchmarks of the core, natively, under WebAssembly and, with one worker and with two, in Chromium
# make bench-accuracy   how right and how fast every model of the gallery is solved, in bin/accuracy; ONLY=gradient for the other methods, which take hours
# make bench-frontier   which settings are the most accurate for their time, on every model or on those that ONLY matches, in bin/frontier
# make docs-accuracy    take what that measured into the table of the documentation, web/docs/accuracy.json
# make fuzz   fuzz every fuzz test for FUZZTIME (10s)
# make fuzz-readers   fuzz what reads models for a minute each, as CI does
# make clean  remove what the others made

export GOTOOLCHAIN := go1.27.3
export GOEXPERIMENT := simd

GO := $(or $(shell command -v go),/usr/local/go/bin/go)
PORT ?= 8080
FUZZTIME ?= 10s
BENCH ?= .
DIST := web/dist
GOAPP := github.com/maxence-charriere/go-app/v9
WASM := env GOOS=js GOARCH=wasm $(GO)
BUNDLED := uplot d3-contour d3-array internmap @codemirror/view @lezer/common @marijn/find-cluster-break crelt style-mod w3c-keyname @fontsource/stix-two-math
ESBUILD := web/node_modules/.bin/esbuild --log-level=warning --target=chrome105,firefox113,safari16.4

# What is not in a hurry is compiled without inlining, which makes the page's program 7 % smaller: what draws widgets, reads and writes texts and packs files. Not
# the text language itself (the last flag), whose rate laws the solver evaluates.
ATEASE := vanscape/app/page vanscape/core/crn/... vanscape/core/export github.com/... encoding/json encoding/xml reflect regexp/... compress/... net/url fmt time strconv strings unicode/...
PROGRAM := build -modfile=bin/page.mod -trimpath -buildvcs=false -ldflags="-s -w" $(foreach pkg,$(ATEASE),-gcflags=$(pkg)=-l) -gcflags=vanscape/core/crn=

.PHONY: run stories stories-page test check build site single icons bench bench-accuracy bench-frontier docs-accuracy fuzz fuzz-readers clean test-go test-wasm test-web check-native check-wasm page

run: build
	@bin/vanscape serve -port $(PORT) -dir $(DIST)

# The stories are the page with another program, and runs beside it. They are no part of web/dist.
stories: stories-page
	@bin/vanscape serve -port $(PORT) -dir bin/stories

RECORD := bin/vanscape solve --times 0.2,0.6,1,2,3,5,8,12
stories-page: build
	@rm -rf bin/stories && mkdir -p bin/stories
	cp -r web/dist/* bin/stories/ && rm -f bin/stories/*.gz bin/stories/vanscape-plain.wasm
	GOEXPERIMENT=simd,nojsonv2 $(WASM) $(PROGRAM) -tags stories -o bin/stories/vanscape.wasm ./wasm
	$(ESBUILD) web/src/stories.css --bundle --minify --outfile=bin/stories/style.css
	$(RECORD) --model toggle-switch --checkpoint bin/stories/toggle-switch.vanscape >/dev/null
	$(RECORD) --model toggle-switch --solver ssa --samples 3000 --checkpoint bin/stories/simulations.vanscape >/dev/null
	bin/vanscape solve --model gene-expression --times 60,600,3600 --checkpoint bin/stories/gene-expression.vanscape >/dev/null
	bin/vanscape solve --model birth-death --times 0.5,1,2,5,10,50,100 --checkpoint bin/stories/birth-death.vanscape >/dev/null

build: page
	$(GO) build -trimpath -o bin/vanscape ./app

# The page: one WebAssembly program, another for browsers without its vector instructions, and the scripts and styles around them. The sizes of the
# programs go into the loader for a true progress. Version 2 of encoding/json, which nothing here needs, would make a program a tenth larger.
page: web/node_modules/.package-lock.json bin/page.mod
	GOEXPERIMENT=simd,nojsonv2 $(WASM) $(PROGRAM) -o bin/vanscape.wasm ./wasm
	GOEXPERIMENT=nojsonv2 $(WASM) $(PROGRAM) -o bin/vanscape-plain.wasm ./wasm
	@rm -rf $(DIST) && mkdir -p $(DIST)
	cp bin/vanscape.wasm bin/vanscape-plain.wasm "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" web/index.html web/icon.svg $(DIST)/
	cp -r web/gallery $(DIST)/gallery && rm -f $(DIST)/gallery/models.txt
	$(ESBUILD) web/src/boot.js --bundle --minify --format=iife --outfile=$(DIST)/boot.js \
		--define:__PROGRAM_BYTES__=$$(wc -c < bin/vanscape.wasm) --define:__PLAIN_BYTES__=$$(wc -c < bin/vanscape-plain.wasm)
	$(ESBUILD) web/src/page.js --bundle --minify --format=iife --outfile=$(DIST)/page.js
	$(ESBUILD) web/src/editor.js --bundle --minify --format=iife --outfile=$(DIST)/editor.js
	$(ESBUILD) web/src/embed.js --minify --outfile=$(DIST)/embed.js
	$(ESBUILD) web/src/worker.js --minify --outfile=$(DIST)/worker.js
	$(ESBUILD) web/src/style.css --bundle --minify --outfile=$(DIST)/style.css
	node web/build/docs.js $(DIST)/docs
	$(ESBUILD) web/src/docs.css --bundle --external:*.woff2 --minify --outfile=$(DIST)/docs/docs.css
	cat LICENSE $(addprefix web/node_modules/,$(addsuffix /LICENSE,$(BUNDLED))) "$$($(GO) list -m -f '{{.Dir}}' $(GOAPP))/LICENSE" \
		"$$($(GO) env GOROOT)/LICENSE" > $(DIST)/licences.txt
	gzip -n -k -9 $(DIST)/*.wasm $(DIST)/*.js $(DIST)/*.css

site: page
	node web/build/site.js $(DIST) bin/site

single: page
	node web/build/single.js $(DIST) bin/vanscape.html

# The icons in web/site are kept with the source: they change only with web/icon.svg.
icons: web/node_modules/.package-lock.json
	CHROMIUM="$$(web/test/chromium.sh)" node web/build/icons.js

# go-app as the browser needs it: without the files that serve pages, for which wasm/_goapp stands in. Saves half a megabyte of every first visit.
bin/page.mod: go.mod wasm/_goapp/http.go
	@rm -rf bin/go-app && mkdir -p bin/go-app/pkg
	cp "$$($(GO) list -m -f '{{.Dir}}' $(GOAPP))/go.mod" bin/go-app/
	cp -r "$$($(GO) list -m -f '{{.Dir}}' $(GOAPP))/pkg/app" "$$($(GO) list -m -f '{{.Dir}}' $(GOAPP))/pkg/errors" bin/go-app/pkg/
	@chmod -R u+w bin/go-app && rm bin/go-app/pkg/app/resource.go
	cp wasm/_goapp/http.go bin/go-app/pkg/app/http.go
	cp go.sum bin/page.sum && cp go.mod $@ && $(GO) mod edit -replace $(GOAPP)=./bin/go-app $@

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

test: test-go test-wasm test-web

# What takes longest begins first, so that no processor waits for it in the end.
LONGEST := ./core/session ./core/evolve
test-go:
	$(GO) test -timeout 20m $(LONGEST) ./...

# Under Node, with the same binary format, SIMD and single thread as in the browser; and the same numbers without SIMD, where V8 has none.
test-wasm:
	$(WASM) test -short -timeout 20m -exec "$$($(GO) env GOROOT)/lib/wasm/go_js_wasm_exec" $(LONGEST) ./core/...
	GOEXPERIMENT= $(WASM) test -short -run Everywhere -exec "node --no-enable-sse4-1 --stack-size=8192 $$($(GO) env GOROOT)/lib/wasm/wasm_exec_node.js" \
		./core/internal/simd ./core/van ./core/evolve

test-web:
	$(MAKE) -j2 stories-page site single
	@web/test/chromium.sh >/dev/null
	CHROMIUM="$$(web/test/chromium.sh)" node --test --test-concurrency=2 --test-timeout=600000 $(addprefix web/test/,$(addsuffix .test.js,stories style share keep pictures export axe size plain site single embed docs editor workers page sliders memory))
	CHROMIUM="$$(web/test/chromium.sh)" node --test --test-concurrency=1 --test-timeout=600000 $(addprefix web/test/,$(addsuffix .test.js,pace smooth))

check: check-native check-wasm
	@bad=$$(gofmt -l app core wasm); if [ -n "$$bad" ]; then echo "gofmt would change:"; echo "$$bad"; exit 1; fi

check-native:
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# staticcheck itself must run here, so it is built before the target is changed.
check-wasm:
	$(WASM) vet ./...
	$(WASM) vet -tags stories ./app/...
	@mkdir -p bin && $(GO) build -o bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	env GOOS=js GOARCH=wasm bin/staticcheck ./...

# The kernels under WebAssembly too; of-peak is the share of what the same instructions reach in registers.
bench: build
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem ./core/...
	$(WASM) test -run '^$$' -bench '$(BENCH)' -exec "$$($(GO) env GOROOT)/lib/wasm/go_js_wasm_exec" ./core/internal/simd
	CHROMIUM="$$(web/test/chromium.sh)" node web/test/bench.js 1 2

bench-accuracy:
	$(GO) run ./app accuracy $(if $(ONLY),--only '$(ONLY)')

bench-frontier:
	$(GO) run ./app frontier $(if $(ONLY),--only '$(ONLY)')

# The table of the documentation, from what bench-accuracy measured.
docs-accuracy:
	node web/build/accuracy.js

fuzz:
	@for p in $$(grep -rl --include=*_test.go '^func Fuzz' core app | xargs -n1 dirname | sort -u); do \
		for f in $$(grep -ho '^func Fuzz[A-Za-z0-9_]*' $$p/*_test.go | cut -c6-); do \
			$(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x ./$$p || exit 1; \
		done; \
	done

# All at once: a minute is of the clock, and what is held to a second is the time of a processor.
fuzz-readers:
	@printf '%s\n' core/crn/sbml core/crn core/crn/antimony core/crn/bngnet core/crn/stochkit | xargs -P 5 -I{} \
		$(GO) test -run '^$$' -fuzz '^Fuzz(Read|Parse)$$' -fuzztime 60s -fuzzminimizetime 10x -parallel 1 ./{}

clean:
	rm -rf bin $(DIST) web/node_modules test-results
