package dates_test

import (
	"fmt"
	"strings"

	"diembao/news"
	"diembao/viet/dates"
)

func ExampleFind() {
	ref := dates.Ref{Published: news.Day{Year: 2020, Month: 1, Day: 2}}
	const text = "Sáng 30/12, 5/5 xã dự hội nghị; rằm tháng Giêng sẽ mở hội, ngày 15 chưa rõ."
	for _, d := range dates.Find(nil, text, ref) {
		fmt.Printf("%s: %s (%s)\n", d.Text, d.From, strings.TrimSuffix(d.Rule+", "+d.Reason, ", "))
	}
	// Output:
	// Sáng 30/12: 2019-12-30 (day-month)
	// rằm tháng Giêng: 2020-02-08 (lunar)
	// ngày 15:  (day-month, month not said)
}

func ExampleLine() {
	st, ok := dates.Line("Cập nhật lúc 15h30 ngày 2/4/2021")
	fmt.Println(st.Time, st.Updated, ok)
	_, ok = dates.Line("Giấy phép số 123/GP-BTTTT cấp ngày 01/02/2020")
	fmt.Println(ok)
	// Output:
	// 2021-04-02 15:30:00 +0700 +07 true true
	// false
}
