package crawlertest

import (
	"testing"

	"diembao/crawler"
)

func TestMemory(t *testing.T) {
	Frontier(t, func(*testing.T) crawler.Frontier { return &Memory{} })
}
