package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestGuarded(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Tít": "Tít", "=1+1": "'=1+1", "+84": "'+84", "-x": "'-x", "@a": "'@a", "\tx": "'\tx", "\r=x": "'=x", "\x00=x": "'=x", "＝x": "'＝x", "a=b": "a=b", "\nx": "'\nx",
	} {
		if got := guarded(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestTableThereAndBack(t *testing.T) {
	var b bytes.Buffer
	s := NewWriter(&b, []string{"một", "hai"})
	s.Row(`có "nháy", phẩy`, "hai\ndòng")
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(b.String(), BOM)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if !ok || err != nil || len(rows) != 2 || rows[1][0] != `có "nháy", phẩy` || rows[1][1] != "hai\ndòng" {
		t.Errorf("%q, %v", rows, err)
	}
	if !strings.Contains(text, "\r\n") {
		t.Error("RFC 4180 ends rows with CRLF")
	}
}

func TestTime(t *testing.T) {
	at := time.Date(2024, 6, 5, 15, 4, 59, 0, time.FixedZone("", 7*3600))
	if Time(time.Time{}, false) != "" || Time(at, true) != "2024-06-05" || Time(at, false) != "2024-06-05 15:04" {
		t.Error(Time(at, true), Time(at, false))
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

var errBroken = errors.New("broken")

func TestFirstErrorIsKept(t *testing.T) {
	s := NewWriter(broken{}, []string{"a"})
	s.Row("b")
	if err := s.Flush(); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}
