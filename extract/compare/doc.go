// Package compare measures package extract beside other extractors, go-trafilatura and go-readability. It is a module
// of its own, so that what it compares with is no dependency of diembao. Run in this folder:
//
//	go test -run Compare -v .
//	go test -run xxx -bench . -benchmem .
//
// The made pages are those of ../testdata; real saved pages are read when they lie beside the repository.
package compare
