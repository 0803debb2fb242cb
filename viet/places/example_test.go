package places_test

import (
	"fmt"

	"diembao/news"
	"diembao/viet"
	"diembao/viet/places"
)

func ExampleFind() {
	doc := viet.Text{Title: "Hà Giang: Khai mạc hội chợ", Body: "Hội chợ ở TP Hà Giang có gian hàng của hai tỉnh Cao Bằng và Bắc Kạn."}
	found := places.Find(doc, places.Context{Published: news.Day{Year: 2024, Month: 5, Day: 1}})
	for _, p := range found.Places {
		fmt.Println(p.Kind, p.Code, p.Name, len(p.Mentions))
	}
	fmt.Println("about", found.Subject.Name)
	// Output:
	// province 02 Hà Giang 2
	// district 024 Hà Giang 1
	// province 04 Cao Bằng 1
	// province 06 Bắc Kạn 1
	// about Hà Giang
}
