//go:build js && wasm

package main

import (
	"fmt"
	"sync"
	"syscall/js"
	"time"

	"vanscape/core/protocol"
	"vanscape/core/session"
)

// solve is the web worker. It carries the messages of core/protocol between
// postMessage and core/session: each message is one ArrayBuffer, transferred, in
// both directions. The page waits for Ready before it speaks, since nothing
// listens until then.
func solve(self js.Value) {
	post := poster(self)
	defer func() {
		// A fault in a job is caught by the session; this one is in the session
		// or here. The page hears of it, and the worker ends.
		if v := recover(); v != nil {
			post(protocol.Encode(protocol.Failed{Message: fmt.Sprintf("the worker stopped on a fault in vanscape itself (%v): start it again", v)}))
			panic(v)
		}
	}()
	in, hear := listen()
	self.Set("onmessage", hear)
	if self.Get("name").String() == helperName {
		session.Assist(in, post)
		return
	}
	begin := time.Now()
	session.Serve(in, post, session.Host{
		Now:   func() time.Duration { return time.Since(begin) },
		Yield: pinger(self),
		Hire:  hire,
	})
}

// helperName is the name of a worker that worker.js makes for another.
const helperName = "helper"

// hire returns a worker of this worker as a helper.
func hire() session.Helper {
	worker := js.Global().Call("hire")
	if !worker.Truthy() {
		nobody := make(chan []byte)
		close(nobody)
		return session.Helper{In: nobody, Out: func([]byte) {}, Dismiss: func() {}}
	}
	in, hear := listen()
	lost := make(chan struct{})
	var once sync.Once
	fail := js.FuncOf(func(_ js.Value, args []js.Value) any {
		args[0].Call("preventDefault") // its job is done without it
		once.Do(func() { close(lost) })
		return nil
	})
	worker.Set("onmessage", hear)
	worker.Set("onerror", fail)
	worker.Set("onmessageerror", fail)
	said := make(chan []byte, cap(in))
	go func() {
		defer close(said)
		for {
			select {
			case b := <-in:
				said <- b
			case <-lost:
				worker.Call("terminate")
				for _, on := range []string{"onmessage", "onerror", "onmessageerror"} {
					worker.Set(on, nil)
				}
				hear.Release()
				fail.Release()
				return
			}
		}
	}()
	return session.Helper{In: said, Out: poster(worker), Dismiss: func() { once.Do(func() { close(lost) }) }}
}

// listen returns what hears messages, for an onmessage, and where they arrive.
func listen() (<-chan []byte, js.Func) {
	// A page has a handful of messages on their way: what it starts by hand and
	// an Ack per frame, of which protocol.Credit limits the number. Should the
	// channel ever be full, a goroutine of its own keeps the event loop free.
	in := make(chan []byte, 256)
	bytes := js.Global().Get("Uint8Array")
	return in, js.FuncOf(func(_ js.Value, args []js.Value) any {
		data := bytes.New(args[0].Get("data"))
		b := make([]byte, data.Length())
		js.CopyBytesToGo(b, data)
		select {
		case in <- b:
		default:
			go func() { in <- b }()
		}
		return nil
	})
}

// poster returns a function that hands bytes to the other side of to as one transferred
// buffer.
func poster(to js.Value) func([]byte) {
	bytes := js.Global().Get("Uint8Array")
	return func(b []byte) {
		data := bytes.New(len(b))
		js.CopyBytesToJS(data, b)
		buffer := data.Get("buffer")
		to.Call("postMessage", buffer, []any{buffer})
	}
}

// pinger returns a function that lets the event loop deliver what has arrived.
// A busy Go program is deaf: neither runtime.Gosched nor a short sleep lets a
// message in. A message to itself does, since it is delivered after those that
// were waiting, for 14 microseconds; setTimeout would take 4 milliseconds.
func pinger(self js.Value) func() {
	channel := self.Get("MessageChannel").New()
	send := channel.Get("port2")
	arrived := make(chan struct{}, 1)
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		arrived <- struct{}{}
		return nil
	}))
	return func() {
		send.Call("postMessage", js.Null())
		<-arrived
	}
}
