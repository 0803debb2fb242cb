package gazetteer_test

import (
	"fmt"

	"diembao/viet/gazetteer"
)

func ExampleGazetteer_History() {
	for _, e := range gazetteer.Load().History("tỉnh Hà Giang") {
		fmt.Println(e.Unit.Full(), "until", e.Unit.To, "now", e.Current.Full())
	}
	// Output: tỉnh Hà Giang until 2025-06-30 now tỉnh Tuyên Quang
}
