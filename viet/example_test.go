package viet_test

import (
	"fmt"

	"diembao/news"
	"diembao/viet"
)

func Example() {
	const s = "Tỉnh uỷ Đắk Lắk ban hành Nghị quyết 18-NQ/TW."
	fmt.Println(viet.Key(s))
	fmt.Println(viet.Fold(s))
	for _, t := range viet.AppendTokens(nil, s) {
		fmt.Print(s[t.Start:t.End], "|")
	}
	fmt.Println()
	// Output:
	// tỉnh ủy đắk lắk ban hành nghị quyết 18-nq/tw.
	// tinh uy dak lak ban hanh nghi quyet 18-nq/tw.
	// Tỉnh|uỷ|Đắk|Lắk|ban|hành|Nghị|quyết|18-NQ/TW|.|
}

func ExampleAppendSentences() {
	const s = "Đoàn đến TP. Đà Lạt. ThS. Mẫu dẫn đầu."
	for _, sp := range viet.AppendSentences([]news.Span(nil), s) {
		fmt.Println(s[sp.Start:sp.End])
	}
	// Output:
	// Đoàn đến TP. Đà Lạt.
	// ThS. Mẫu dẫn đầu.
}

func ExampleDecode() {
	// TCVN3 behind a label that says otherwise
	d := viet.Decode([]byte("<h1>H\xe9i ngh\xde t\xe6ng k\xd5t</h1>"), "text/html; charset=iso-8859-1")
	fmt.Println(d.Text, d.Encoding)
	fmt.Println(d.Problem)
	// Output:
	// <h1>Hội nghị tổng kết</h1> tcvn3
	// labelled iso-8859-1 but is tcvn3
}

func ExampleExpansions() {
	fmt.Println(viet.Expansions("UBND"), viet.Expansions("T.Ư"), viet.Expansions("ca"))
	// Output: [Ủy ban nhân dân] [Trung ương] []
}
